import { useRouterState } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import './place-menu.css';

interface PlaceMenuProps {
  readonly label: string;
  /** Of what holds the places. */
  readonly className: string;
  readonly children: ReactNode;
}

/** Places to go to, in rows; in a narrow window behind a button, so that the page itself begins at its top. */
export function PlaceMenu({ label, className, children }: PlaceMenuProps): ReactElement {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  // Whoever has gone elsewhere has chosen.
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === pathname;
  const id = useId();
  return (
    <nav className="place-menu" aria-label={label}>
      <button
        type="button"
        className="place-menu-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setOpenAt(isOpen ? undefined : pathname);
        }}
      >
        {label}
      </button>
      <div id={id} className={`place-menu-places ${className}`} data-open={isOpen}>
        {children}
      </div>
    </nav>
  );
}
