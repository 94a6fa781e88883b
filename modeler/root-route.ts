/** What every page stands in. */
import { createRootRoute } from '@tanstack/react-router';
import { NotFound } from './pages/not-found.tsx';
import { Gate } from './shell/gate.tsx';

export const root = createRootRoute({ component: Gate, notFoundComponent: NotFound });
