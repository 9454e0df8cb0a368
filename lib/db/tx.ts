import type { Prisma } from '@/generated/prisma/client';

/** An open transaction: what every writer of lib/db and of the rooms takes first. */
export type Tx = Prisma.TransactionClient;
