-- The books. Fields allow null, since the tombstone of a record that never came carries none;
-- what is required is checked before a record is written. No foreign keys: a record and what it
-- points to may arrive in any order.

create table accounts (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  kind varchar(16),
  currency varchar(3),
  opening_balance numeric(19,4),
  parent_id varchar(36),
  description varchar(4000),
  archived boolean,
  primary key (tenant_id, id)
);

create index accounts_changed on accounts (tenant_id, changed_at);

create table contacts (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  kind varchar(16),
  email varchar(255),
  phone varchar(255),
  address varchar(4000),
  tax_number varchar(255),
  notes varchar(4000),
  primary key (tenant_id, id)
);

create index contacts_changed on contacts (tenant_id, changed_at);

create table categories (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  kind varchar(16),
  parent_id varchar(36),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index categories_changed on categories (tenant_id, changed_at);

create table transactions (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  date varchar(10),
  kind varchar(16),
  amount numeric(19,4),
  currency varchar(3),
  account_id varchar(36),
  to_account_id varchar(36),
  contact_id varchar(36),
  category_id varchar(36),
  invoice_id varchar(36),
  bill_id varchar(36),
  property_id varchar(36),
  unit_id varchar(36),
  project_id varchar(36),
  description varchar(4000),
  reference varchar(255),
  primary key (tenant_id, id)
);

create index transactions_changed on transactions (tenant_id, changed_at);
