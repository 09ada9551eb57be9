// Generated from the entity classes: do not edit. To renew it:
// mvn test -Dtest=GeneratedFilesTest -Dtidebook.generate=true -Dskip.npm -Dskip.installnodenpm
import type { Schema } from '../../src/sync/schema';

/** `GET /api/state/schema`, with a few currencies for all. */
export const schema: Schema = {
    "version": 1,
    "types": [
        {
            "name": "accounts",
            "path": "accounts",
            "label": "Accounts",
            "labelOne": "Account",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "bank",
                        "cash",
                        "receivable",
                        "payable",
                        "income",
                        "expense",
                        "asset",
                        "liability",
                        "equity"
                    ]
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "openingBalance",
                    "label": "Opening balance",
                    "type": "decimal",
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "parentId",
                    "label": "Parent",
                    "type": "reference",
                    "references": "accounts"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                },
                {
                    "name": "archived",
                    "label": "Archived",
                    "type": "boolean"
                }
            ]
        },
        {
            "name": "bills",
            "path": "bills",
            "label": "Bills",
            "labelOne": "Bill",
            "conflicts": {
                "strategy": "field_merge",
                "review": [
                    "amount",
                    "currency",
                    "issueDate",
                    "dueDate",
                    "contactId"
                ]
            },
            "fields": [
                {
                    "name": "number",
                    "label": "Number",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "contactId",
                    "label": "Vendor",
                    "type": "reference",
                    "required": true,
                    "references": "contacts"
                },
                {
                    "name": "issueDate",
                    "label": "Issue date",
                    "type": "date",
                    "required": true
                },
                {
                    "name": "dueDate",
                    "label": "Due date",
                    "type": "date"
                },
                {
                    "name": "amount",
                    "label": "Amount",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "status",
                    "label": "Status",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "draft",
                        "open",
                        "void"
                    ]
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "references": "properties"
                },
                {
                    "name": "unitId",
                    "label": "Unit",
                    "type": "reference",
                    "references": "units"
                },
                {
                    "name": "projectId",
                    "label": "Project",
                    "type": "reference",
                    "references": "projects"
                },
                {
                    "name": "categoryId",
                    "label": "Category",
                    "type": "reference",
                    "references": "categories"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "budgets",
            "path": "budgets",
            "label": "Budgets",
            "labelOne": "Budget",
            "fields": [
                {
                    "name": "period",
                    "label": "Period",
                    "type": "text",
                    "required": true,
                    "format": "month",
                    "maxLength": 7,
                    "pattern": "[0-9]{4}-(0[1-9]|1[0-2])"
                },
                {
                    "name": "categoryId",
                    "label": "Category",
                    "type": "reference",
                    "required": true,
                    "references": "categories"
                },
                {
                    "name": "amount",
                    "label": "Amount",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "projectId",
                    "label": "Project",
                    "type": "reference",
                    "references": "projects"
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "references": "properties"
                }
            ]
        },
        {
            "name": "buildings",
            "path": "buildings",
            "label": "Buildings",
            "labelOne": "Building",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "address",
                    "label": "Address",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "categories",
            "path": "categories",
            "label": "Categories",
            "labelOne": "Category",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "income",
                        "expense"
                    ]
                },
                {
                    "name": "parentId",
                    "label": "Parent",
                    "type": "reference",
                    "references": "categories"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "contacts",
            "path": "contacts",
            "label": "Contacts",
            "labelOne": "Contact",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "tenant",
                        "owner",
                        "vendor",
                        "client",
                        "broker",
                        "staff",
                        "other"
                    ]
                },
                {
                    "name": "email",
                    "label": "Email",
                    "type": "text",
                    "maxLength": 255
                },
                {
                    "name": "phone",
                    "label": "Phone",
                    "type": "text",
                    "maxLength": 255
                },
                {
                    "name": "address",
                    "label": "Address",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                },
                {
                    "name": "taxNumber",
                    "label": "Tax number",
                    "type": "text",
                    "maxLength": 255
                },
                {
                    "name": "notes",
                    "label": "Notes",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "documents",
            "path": "documents",
            "label": "Documents",
            "labelOne": "Document",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "mediaType",
                    "label": "Media type",
                    "type": "text",
                    "required": true,
                    "machineFilled": true,
                    "maxLength": 255,
                    "pattern": "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?"
                },
                {
                    "name": "size",
                    "label": "Size in bytes",
                    "type": "integer",
                    "required": true,
                    "machineFilled": true,
                    "min": "0",
                    "max": "9007199254740991"
                },
                {
                    "name": "sha256",
                    "label": "SHA-256",
                    "type": "text",
                    "required": true,
                    "machineFilled": true,
                    "minLength": 64,
                    "maxLength": 64,
                    "pattern": "[0-9A-Fa-f]{64}"
                },
                {
                    "name": "ownerType",
                    "label": "Belongs to",
                    "type": "text",
                    "format": "entity_type",
                    "maxLength": 63,
                    "oneOf": [
                        "accounts",
                        "bills",
                        "budgets",
                        "buildings",
                        "categories",
                        "contacts",
                        "documents",
                        "invoices",
                        "projects",
                        "properties",
                        "recurring_invoices",
                        "rental_agreements",
                        "transactions",
                        "units"
                    ]
                },
                {
                    "name": "ownerId",
                    "label": "Record",
                    "type": "reference",
                    "referencesTypeIn": "ownerType"
                }
            ]
        },
        {
            "name": "invoices",
            "path": "invoices",
            "label": "Invoices",
            "labelOne": "Invoice",
            "conflicts": {
                "strategy": "field_merge",
                "review": [
                    "amount",
                    "currency",
                    "issueDate",
                    "dueDate",
                    "contactId"
                ]
            },
            "fields": [
                {
                    "name": "number",
                    "label": "Number",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "contactId",
                    "label": "Contact",
                    "type": "reference",
                    "required": true,
                    "references": "contacts"
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "rent",
                        "service",
                        "sale",
                        "deposit",
                        "other"
                    ]
                },
                {
                    "name": "issueDate",
                    "label": "Issue date",
                    "type": "date",
                    "required": true
                },
                {
                    "name": "dueDate",
                    "label": "Due date",
                    "type": "date"
                },
                {
                    "name": "amount",
                    "label": "Amount",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "status",
                    "label": "Status",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "draft",
                        "open",
                        "void"
                    ]
                },
                {
                    "name": "rentalAgreementId",
                    "label": "Rental agreement",
                    "type": "reference",
                    "references": "rental_agreements"
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "references": "properties"
                },
                {
                    "name": "unitId",
                    "label": "Unit",
                    "type": "reference",
                    "references": "units"
                },
                {
                    "name": "projectId",
                    "label": "Project",
                    "type": "reference",
                    "references": "projects"
                },
                {
                    "name": "categoryId",
                    "label": "Category",
                    "type": "reference",
                    "references": "categories"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "projects",
            "path": "projects",
            "label": "Projects",
            "labelOne": "Project",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "status",
                    "label": "Status",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "planned",
                        "active",
                        "completed"
                    ]
                },
                {
                    "name": "startDate",
                    "label": "Start date",
                    "type": "date"
                },
                {
                    "name": "endDate",
                    "label": "End date",
                    "type": "date"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "properties",
            "path": "properties",
            "label": "Properties",
            "labelOne": "Property",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "buildingId",
                    "label": "Building",
                    "type": "reference",
                    "references": "buildings"
                },
                {
                    "name": "ownerId",
                    "label": "Owner",
                    "type": "reference",
                    "references": "contacts"
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "oneOf": [
                        "apartment",
                        "house",
                        "shop",
                        "office",
                        "land",
                        "other"
                    ]
                },
                {
                    "name": "monthlyServiceCharge",
                    "label": "Monthly service charge",
                    "type": "decimal",
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "recurring_invoices",
            "path": "recurring-invoices",
            "label": "Recurring invoices",
            "labelOne": "Recurring invoice",
            "fields": [
                {
                    "name": "contactId",
                    "label": "Contact",
                    "type": "reference",
                    "required": true,
                    "references": "contacts"
                },
                {
                    "name": "rentalAgreementId",
                    "label": "Rental agreement",
                    "type": "reference",
                    "references": "rental_agreements"
                },
                {
                    "name": "amount",
                    "label": "Amount",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "frequency",
                    "label": "Frequency",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "monthly",
                        "quarterly",
                        "yearly"
                    ]
                },
                {
                    "name": "nextDate",
                    "label": "Next date",
                    "type": "date",
                    "required": true
                },
                {
                    "name": "active",
                    "label": "Active",
                    "type": "boolean"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "rental_agreements",
            "path": "rental-agreements",
            "label": "Rental agreements",
            "labelOne": "Rental agreement",
            "fields": [
                {
                    "name": "number",
                    "label": "Number",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "required": true,
                    "references": "properties"
                },
                {
                    "name": "unitId",
                    "label": "Unit",
                    "type": "reference",
                    "references": "units"
                },
                {
                    "name": "contactId",
                    "label": "Tenant",
                    "type": "reference",
                    "required": true,
                    "references": "contacts"
                },
                {
                    "name": "startDate",
                    "label": "Start date",
                    "type": "date",
                    "required": true
                },
                {
                    "name": "endDate",
                    "label": "End date",
                    "type": "date"
                },
                {
                    "name": "rent",
                    "label": "Rent",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "deposit",
                    "label": "Deposit",
                    "type": "decimal",
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "dueDay",
                    "label": "Due day",
                    "type": "integer",
                    "min": "1",
                    "max": "28"
                },
                {
                    "name": "status",
                    "label": "Status",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "draft",
                        "active",
                        "ended"
                    ]
                },
                {
                    "name": "notes",
                    "label": "Notes",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "sync_settings",
            "path": "sync-settings",
            "label": "Sync settings",
            "labelOne": "Sync settings",
            "onePerTenant": true,
            "ownerOnly": true,
            "fields": [
                {
                    "name": "strategies",
                    "label": "Strategies",
                    "type": "text",
                    "required": true,
                    "format": "conflict_strategies",
                    "maxLength": 16000,
                    "multiline": true
                }
            ]
        },
        {
            "name": "transactions",
            "path": "transactions",
            "label": "Transactions",
            "labelOne": "Transaction",
            "conflicts": {
                "strategy": "field_merge",
                "review": [
                    "amount",
                    "currency",
                    "date",
                    "contactId",
                    "accountId",
                    "toAccountId"
                ]
            },
            "fields": [
                {
                    "name": "date",
                    "label": "Date",
                    "type": "date",
                    "required": true
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "type": "text",
                    "required": true,
                    "oneOf": [
                        "income",
                        "expense",
                        "transfer"
                    ]
                },
                {
                    "name": "amount",
                    "label": "Amount",
                    "type": "decimal",
                    "required": true,
                    "integerDigits": 15,
                    "fractionDigits": 4,
                    "min": "0",
                    "exclusiveMin": true
                },
                {
                    "name": "currency",
                    "label": "Currency",
                    "type": "text",
                    "required": true,
                    "format": "currency",
                    "oneOf": [
                        "AED",
                        "CZK",
                        "EUR",
                        "USD"
                    ]
                },
                {
                    "name": "accountId",
                    "label": "Account",
                    "type": "reference",
                    "required": true,
                    "references": "accounts"
                },
                {
                    "name": "toAccountId",
                    "label": "To account",
                    "type": "reference",
                    "references": "accounts"
                },
                {
                    "name": "contactId",
                    "label": "Contact",
                    "type": "reference",
                    "references": "contacts"
                },
                {
                    "name": "categoryId",
                    "label": "Category",
                    "type": "reference",
                    "references": "categories"
                },
                {
                    "name": "invoiceId",
                    "label": "Invoice",
                    "type": "reference",
                    "references": "invoices"
                },
                {
                    "name": "billId",
                    "label": "Bill",
                    "type": "reference",
                    "references": "bills"
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "references": "properties"
                },
                {
                    "name": "unitId",
                    "label": "Unit",
                    "type": "reference",
                    "references": "units"
                },
                {
                    "name": "projectId",
                    "label": "Project",
                    "type": "reference",
                    "references": "projects"
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                },
                {
                    "name": "reference",
                    "label": "Reference",
                    "type": "text",
                    "maxLength": 255
                }
            ]
        },
        {
            "name": "units",
            "path": "units",
            "label": "Units",
            "labelOne": "Unit",
            "fields": [
                {
                    "name": "name",
                    "label": "Name",
                    "type": "text",
                    "required": true,
                    "minLength": 1,
                    "maxLength": 255
                },
                {
                    "name": "projectId",
                    "label": "Project",
                    "type": "reference",
                    "references": "projects"
                },
                {
                    "name": "propertyId",
                    "label": "Property",
                    "type": "reference",
                    "references": "properties"
                },
                {
                    "name": "ownerId",
                    "label": "Owner",
                    "type": "reference",
                    "references": "contacts"
                },
                {
                    "name": "floor",
                    "label": "Floor",
                    "type": "text",
                    "maxLength": 255
                },
                {
                    "name": "area",
                    "label": "Area",
                    "type": "decimal",
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "salePrice",
                    "label": "Sale price",
                    "type": "decimal",
                    "integerDigits": 15,
                    "fractionDigits": 4
                },
                {
                    "name": "description",
                    "label": "Description",
                    "type": "text",
                    "maxLength": 4000,
                    "multiline": true
                }
            ]
        }
    ]
};
