import { z } from 'zod';

// Runs before any other code of ours in the browser. Without it zod tries `new Function` once, which our content security policy
// refuses and reports.
z.config({ jitless: true });
