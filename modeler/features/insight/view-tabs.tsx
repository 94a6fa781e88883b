import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

interface ViewTabsProps<View extends string> {
  readonly label: string;
  readonly views: readonly View[];
  readonly chosen: View;
  readonly textOf: (view: View) => string;
}

/** The views of a page, each with an address of its own; what is filtered stays. */
export function ViewTabs<View extends string>({ label, views, chosen, textOf }: ViewTabsProps<View>): ReactElement {
  return (
    <nav className="view-tabs" aria-label={label}>
      {views.map((view) => (
        <Link
          key={view}
          to="."
          search={(before: object) => ({ ...before, view })}
          aria-current={view === chosen ? 'page' : undefined}
          resetScroll={false}
        >
          {textOf(view)}
        </Link>
      ))}
    </nav>
  );
}
