import { z } from 'zod';

/** zod would otherwise try `new Function` for speed, which the page's Content-Security-Policy forbids and reports. Import this first. */
z.config({ jitless: true });
