import './answer-checks.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguages } from './i18n/languages.ts';
import { queryClient } from './queries.ts';
import { pageRouter } from './router.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/tables.css';
import './styles/dialog.css';

const place = document.getElementById('page');
if (place) {
  await startLanguages();
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient()}>
        <RouterProvider router={pageRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
