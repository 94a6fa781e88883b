import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What can be done with the page as a whole. */
  readonly children?: ReactNode;
}

let pagesSeen = 0;

/** The page's one heading. It names the browser's tab, and takes the focus when one comes from another page. */
export function PageHead({ title, lead, children }: PageHeadProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesSeen += 1;
    if (pagesSeen > 1 && (document.activeElement === document.body || document.activeElement === null)) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} · Eiga`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead === undefined ? null : <p className="lead">{lead}</p>}
      </div>
      {children === undefined ? null : <div className="row">{children}</div>}
    </div>
  );
}
