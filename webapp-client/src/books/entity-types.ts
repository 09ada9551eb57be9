// Generated from the entity classes: do not edit. To renew it:
// mvn test -Dtest=GeneratedFilesTest -Dtidebook.generate=true -Dskip.npm -Dskip.installnodenpm

/** A decimal number in canonical form, such as `1234.5`. */
export type DecimalText = string;
/** A day, `YYYY-MM-DD`. */
export type DateText = string;
/** A month, `YYYY-MM`. */
export type MonthText = string;
/** A code of ISO 4217. */
export type CurrencyCode = string;
/** The id of a record of one entity type. */
export type IdOf<_Type extends EntityTypeName> = string;

/** What every record has beside its fields (docs/protocol.md, 3). */
export interface Envelope {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly deletedAt: string | null;
}

/** One of `accounts`. */
export interface Account extends Envelope {
  readonly name: string;
  readonly kind: 'bank' | 'cash' | 'receivable' | 'payable' | 'income' | 'expense' | 'asset' | 'liability' | 'equity';
  readonly currency: CurrencyCode;
  readonly openingBalance?: DecimalText | null;
  readonly parentId?: IdOf<'accounts'> | null;
  readonly description?: string | null;
  readonly archived?: boolean | null;
}

/** One of `bills`. */
export interface Bill extends Envelope {
  readonly number: string;
  readonly contactId: IdOf<'contacts'>;
  readonly issueDate: DateText;
  readonly dueDate?: DateText | null;
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  readonly status: 'draft' | 'open' | 'void';
  readonly propertyId?: IdOf<'properties'> | null;
  readonly unitId?: IdOf<'units'> | null;
  readonly projectId?: IdOf<'projects'> | null;
  readonly categoryId?: IdOf<'categories'> | null;
  readonly description?: string | null;
}

/** One of `budgets`. */
export interface Budget extends Envelope {
  readonly period: MonthText;
  readonly categoryId: IdOf<'categories'>;
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  readonly projectId?: IdOf<'projects'> | null;
  readonly propertyId?: IdOf<'properties'> | null;
}

/** One of `buildings`. */
export interface Building extends Envelope {
  readonly name: string;
  readonly address?: string | null;
  readonly description?: string | null;
}

/** One of `categories`. */
export interface Category extends Envelope {
  readonly name: string;
  readonly kind: 'income' | 'expense';
  readonly parentId?: IdOf<'categories'> | null;
  readonly description?: string | null;
}

/** One of `contacts`. */
export interface Contact extends Envelope {
  readonly name: string;
  readonly kind: 'tenant' | 'owner' | 'vendor' | 'client' | 'broker' | 'staff' | 'other';
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly taxNumber?: string | null;
  readonly notes?: string | null;
}

/** One of `documents`. */
export interface Document extends Envelope {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly ownerType?: EntityTypeName | null;
  readonly ownerId?: IdOf<EntityTypeName> | null;
}

/** One of `invoices`. */
export interface Invoice extends Envelope {
  readonly number: string;
  readonly contactId: IdOf<'contacts'>;
  readonly kind: 'rent' | 'service' | 'sale' | 'deposit' | 'other';
  readonly issueDate: DateText;
  readonly dueDate?: DateText | null;
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  readonly status: 'draft' | 'open' | 'void';
  readonly rentalAgreementId?: IdOf<'rental_agreements'> | null;
  readonly propertyId?: IdOf<'properties'> | null;
  readonly unitId?: IdOf<'units'> | null;
  readonly projectId?: IdOf<'projects'> | null;
  readonly categoryId?: IdOf<'categories'> | null;
  readonly description?: string | null;
}

/** One of `projects`. */
export interface Project extends Envelope {
  readonly name: string;
  readonly status: 'planned' | 'active' | 'completed';
  readonly startDate?: DateText | null;
  readonly endDate?: DateText | null;
  readonly description?: string | null;
}

/** One of `properties`. */
export interface Property extends Envelope {
  readonly name: string;
  readonly buildingId?: IdOf<'buildings'> | null;
  readonly ownerId?: IdOf<'contacts'> | null;
  readonly kind?: 'apartment' | 'house' | 'shop' | 'office' | 'land' | 'other' | null;
  readonly monthlyServiceCharge?: DecimalText | null;
  readonly description?: string | null;
}

/** One of `recurring_invoices`. */
export interface RecurringInvoice extends Envelope {
  readonly contactId: IdOf<'contacts'>;
  readonly rentalAgreementId?: IdOf<'rental_agreements'> | null;
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  readonly frequency: 'monthly' | 'quarterly' | 'yearly';
  readonly nextDate: DateText;
  readonly active?: boolean | null;
  readonly description?: string | null;
}

/** One of `rental_agreements`. */
export interface RentalAgreement extends Envelope {
  readonly number: string;
  readonly propertyId: IdOf<'properties'>;
  readonly unitId?: IdOf<'units'> | null;
  readonly contactId: IdOf<'contacts'>;
  readonly startDate: DateText;
  readonly endDate?: DateText | null;
  readonly rent: DecimalText;
  readonly currency: CurrencyCode;
  readonly deposit?: DecimalText | null;
  readonly dueDay?: number | null;
  readonly status: 'draft' | 'active' | 'ended';
  readonly notes?: string | null;
}

/** One of `sync_settings`. */
export interface SyncSettings extends Envelope {
  readonly strategies: string;
}

/** One of `transactions`. */
export interface Transaction extends Envelope {
  readonly date: DateText;
  readonly kind: 'income' | 'expense' | 'transfer';
  readonly amount: DecimalText;
  readonly currency: CurrencyCode;
  readonly accountId: IdOf<'accounts'>;
  readonly toAccountId?: IdOf<'accounts'> | null;
  readonly contactId?: IdOf<'contacts'> | null;
  readonly categoryId?: IdOf<'categories'> | null;
  readonly invoiceId?: IdOf<'invoices'> | null;
  readonly billId?: IdOf<'bills'> | null;
  readonly propertyId?: IdOf<'properties'> | null;
  readonly unitId?: IdOf<'units'> | null;
  readonly projectId?: IdOf<'projects'> | null;
  readonly description?: string | null;
  readonly reference?: string | null;
}

/** One of `units`. */
export interface Unit extends Envelope {
  readonly name: string;
  readonly projectId?: IdOf<'projects'> | null;
  readonly propertyId?: IdOf<'properties'> | null;
  readonly ownerId?: IdOf<'contacts'> | null;
  readonly floor?: string | null;
  readonly area?: DecimalText | null;
  readonly salePrice?: DecimalText | null;
  readonly description?: string | null;
}

/** The record of each entity type, by the type's name. */
export interface EntityTypes {
  readonly accounts: Account;
  readonly bills: Bill;
  readonly budgets: Budget;
  readonly buildings: Building;
  readonly categories: Category;
  readonly contacts: Contact;
  readonly documents: Document;
  readonly invoices: Invoice;
  readonly projects: Project;
  readonly properties: Property;
  readonly recurring_invoices: RecurringInvoice;
  readonly rental_agreements: RentalAgreement;
  readonly sync_settings: SyncSettings;
  readonly transactions: Transaction;
  readonly units: Unit;
}

export type EntityTypeName = keyof EntityTypes;
