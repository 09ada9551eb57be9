import type { FieldSchema } from '../sync/schema';

/** Other words that files use for a field, by the field's name. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  name: ['title', 'full name', 'account name', 'account', 'client', 'customer', 'company'],
  kind: ['type', 'category'],
  currency: ['ccy', 'currency code'],
  openingBalance: ['balance', 'start balance', 'initial balance'],
  description: ['memo', 'details', 'text', 'purpose', 'narrative', 'note', 'notes', 'comment'],
  notes: ['note', 'comment', 'comments', 'remarks', 'description', 'memo'],
  email: ['e mail', 'mail', 'email address'],
  phone: ['telephone', 'tel', 'mobile', 'phone number'],
  address: ['street', 'postal address'],
  taxNumber: ['tax id', 'vat number', 'vat id', 'vat', 'trn'],
  number: [
    'no',
    'nr',
    'invoice number',
    'invoice no',
    'bill number',
    'bill no',
    'agreement number',
    'contract',
  ],
  issueDate: ['date', 'issued', 'invoice date', 'bill date'],
  dueDate: ['due', 'due by', 'payable by'],
  startDate: ['start', 'from', 'begin', 'since'],
  endDate: ['end', 'to', 'until'],
  nextDate: ['next', 'next invoice'],
  period: ['month'],
  rent: ['monthly rent', 'amount'],
  status: ['state'],
  monthlyServiceCharge: ['service charge', 'charge'],
  salePrice: ['price', 'sales price'],
  area: ['size', 'square metres', 'square meters', 'sqm', 'm2'],
  propertyId: ['property', 'property name'],
  unitId: ['unit', 'unit name', 'flat', 'apartment'],
  buildingId: ['building', 'building name'],
  projectId: ['project', 'project name'],
  ownerId: ['owner', 'owner name', 'landlord'],
  rentalAgreementId: ['rental agreement', 'agreement', 'contract', 'lease'],
  invoiceId: ['invoice', 'invoice number', 'invoice no'],
  billId: ['bill', 'bill number', 'bill no'],
  date: ['booking date', 'transaction date', 'posted', 'posting date', 'value date', 'day'],
  amount: ['sum', 'value', 'total', 'price'],
  reference: ['ref', 'number', 'no', 'transaction id', 'order id'],
  accountId: ['account', 'account id', 'account number', 'account no', 'iban'],
  toAccountId: ['to account', 'target account'],
  contactId: ['contact', 'payee', 'payer', 'customer', 'client', 'counterparty', 'vendor', 'tenant'],
  categoryId: ['category'],
  parentId: ['parent'],
};

/** How well a column's name names a field: 3 its label or name, 2 another word for it, 1 it contains the label, 0 not. */
export function nameLikeness(field: FieldSchema, columnName: string): number {
  const column = foldName(columnName);
  const own = [foldName(field.label), foldName(field.name)];
  if (own.includes(column)) return 3;
  if (SYNONYMS[field.name]?.includes(column) === true) return 2;
  return ` ${column} `.includes(` ${own[0]} `) ? 1 : 0;
}

/** "accountId", "Account ID" and "account_id" are one name. */
export function foldName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
