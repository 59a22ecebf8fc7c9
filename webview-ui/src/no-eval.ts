import * as z from 'zod';

// Imported before any schema is made: zod compiles schemas with `new Function`, which the page's policy forbids.
z.config({ jitless: true });
