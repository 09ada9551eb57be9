import type { EntityTypeSchema } from '../../src/sync/schema';

/** The entity types of the books as the server describes them, with a short list of currencies. */
const name = { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 255 } as const;
const currency = {
  name: 'currency',
  label: 'Currency',
  type: 'text',
  format: 'currency',
  required: true,
  oneOf: ['AED', 'CZK', 'EUR', 'USD'],
} as const;
const description = {
  name: 'description',
  label: 'Description',
  type: 'text',
  maxLength: 4000,
  multiline: true,
} as const;
const money = { type: 'decimal', integerDigits: 15, fractionDigits: 4 } as const;

export const accounts: EntityTypeSchema = {
  name: 'accounts',
  path: 'accounts',
  label: 'Accounts',
  labelOne: 'Account',
  fields: [
    name,
    {
      name: 'kind',
      label: 'Kind',
      type: 'text',
      required: true,
      oneOf: ['bank', 'cash', 'receivable', 'payable', 'income', 'expense', 'asset', 'liability', 'equity'],
    },
    currency,
    { name: 'openingBalance', label: 'Opening balance', ...money },
    { name: 'parentId', label: 'Parent', type: 'reference', references: 'accounts' },
    description,
    { name: 'archived', label: 'Archived', type: 'boolean' },
  ],
};

export const contacts: EntityTypeSchema = {
  name: 'contacts',
  path: 'contacts',
  label: 'Contacts',
  labelOne: 'Contact',
  fields: [
    name,
    {
      name: 'kind',
      label: 'Kind',
      type: 'text',
      required: true,
      oneOf: ['tenant', 'owner', 'vendor', 'client', 'broker', 'staff', 'other'],
    },
    { name: 'email', label: 'Email', type: 'text', maxLength: 255, format: 'email' },
    { name: 'phone', label: 'Phone', type: 'text', maxLength: 255 },
    { name: 'notes', label: 'Notes', type: 'text', maxLength: 4000, multiline: true },
  ],
};

export const categories: EntityTypeSchema = {
  name: 'categories',
  path: 'categories',
  label: 'Categories',
  labelOne: 'Category',
  fields: [
    name,
    { name: 'kind', label: 'Kind', type: 'text', required: true, oneOf: ['income', 'expense'] },
    { name: 'parentId', label: 'Parent', type: 'reference', references: 'categories' },
    description,
  ],
};

export const transactions: EntityTypeSchema = {
  name: 'transactions',
  path: 'transactions',
  label: 'Transactions',
  labelOne: 'Transaction',
  fields: [
    { name: 'date', label: 'Date', type: 'date', required: true },
    { name: 'kind', label: 'Kind', type: 'text', required: true, oneOf: ['income', 'expense', 'transfer'] },
    { name: 'amount', label: 'Amount', ...money, required: true, min: '0', exclusiveMin: true },
    currency,
    { name: 'accountId', label: 'Account', type: 'reference', required: true, references: 'accounts' },
    { name: 'contactId', label: 'Contact', type: 'reference', references: 'contacts' },
    { name: 'categoryId', label: 'Category', type: 'reference', references: 'categories' },
    description,
    { name: 'reference', label: 'Reference', type: 'text', maxLength: 255 },
  ],
};

export const books: readonly EntityTypeSchema[] = [accounts, contacts, categories, transactions];
