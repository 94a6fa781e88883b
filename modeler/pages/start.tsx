import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { placesOf, useSession } from '../session.tsx';

/** Everybody begins at the first place that is theirs. */
export function Start(): ReactElement {
  const place = placesOf(useSession())[0];
  return <Navigate to={place?.path ?? '/cases'} replace />;
}
