import type { EntityTypeSchema, LocalRecord } from '../../src/sync';

export const accounts: EntityTypeSchema = {
  name: 'accounts',
  path: 'accounts',
  label: 'Accounts',
  labelOne: 'Account',
  fields: [
    { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 255 },
    { name: 'kind', label: 'Kind', type: 'text', required: true, oneOf: ['bank', 'cash'] },
    {
      name: 'currency',
      label: 'Currency',
      type: 'text',
      format: 'currency',
      required: true,
      oneOf: ['EUR', 'CZK'],
    },
    {
      name: 'openingBalance',
      label: 'Opening balance',
      type: 'decimal',
      integerDigits: 15,
      fractionDigits: 4,
    },
    { name: 'parentId', label: 'Parent', type: 'reference', references: 'accounts' },
    { name: 'description', label: 'Description', type: 'text', maxLength: 4000, multiline: true },
    { name: 'archived', label: 'Archived', type: 'boolean' },
  ],
};

export const transactions: EntityTypeSchema = {
  name: 'transactions',
  path: 'transactions',
  label: 'Transactions',
  labelOne: 'Transaction',
  fields: [
    { name: 'date', label: 'Date', type: 'date', required: true },
    { name: 'amount', label: 'Amount', type: 'decimal', required: true },
    { name: 'currency', label: 'Currency', type: 'text', format: 'currency', required: true, oneOf: ['EUR'] },
    { name: 'accountId', label: 'Account', type: 'reference', references: 'accounts', required: true },
    { name: 'dueDay', label: 'Due day', type: 'integer' },
    { name: 'reference', label: 'Reference', type: 'text' },
  ],
};

/** A record with an envelope; its stamp is `updatedAt` or a fixed one. */
export function record(id: string, fields: Record<string, unknown>): LocalRecord {
  return {
    id,
    createdAt: '2026-11-01T08:00:00.000000Z',
    updatedAt: '2026-11-01T08:00:00.000000Z',
    updatedBy: 'user',
    deletedAt: null,
    ...fields,
  };
}

/** The time of the fastest of several runs, in milliseconds: what else the machine does is not measured. */
export function fastestMs(run: () => unknown): number {
  const times = Array.from({ length: 10 }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}
