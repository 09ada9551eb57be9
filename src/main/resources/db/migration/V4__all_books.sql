-- The rest of the books and the settings of the sync, laid out as V3 says.

create table projects (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  status varchar(16),
  start_date varchar(10),
  end_date varchar(10),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index projects_changed on projects (tenant_id, changed_at);

create table buildings (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  address varchar(4000),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index buildings_changed on buildings (tenant_id, changed_at);

create table properties (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  building_id varchar(36),
  owner_id varchar(36),
  kind varchar(16),
  monthly_service_charge numeric(19,4),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index properties_changed on properties (tenant_id, changed_at);

create table units (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  project_id varchar(36),
  property_id varchar(36),
  owner_id varchar(36),
  floor varchar(255),
  area numeric(19,4),
  sale_price numeric(19,4),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index units_changed on units (tenant_id, changed_at);

create table rental_agreements (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  number varchar(255),
  property_id varchar(36),
  unit_id varchar(36),
  contact_id varchar(36),
  start_date varchar(10),
  end_date varchar(10),
  rent numeric(19,4),
  currency varchar(3),
  deposit numeric(19,4),
  due_day integer,
  status varchar(16),
  notes varchar(4000),
  primary key (tenant_id, id)
);

create index rental_agreements_changed on rental_agreements (tenant_id, changed_at);

create table invoices (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  number varchar(255),
  contact_id varchar(36),
  kind varchar(16),
  issue_date varchar(10),
  due_date varchar(10),
  amount numeric(19,4),
  currency varchar(3),
  status varchar(16),
  rental_agreement_id varchar(36),
  property_id varchar(36),
  unit_id varchar(36),
  project_id varchar(36),
  category_id varchar(36),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index invoices_changed on invoices (tenant_id, changed_at);

create table bills (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  number varchar(255),
  contact_id varchar(36),
  issue_date varchar(10),
  due_date varchar(10),
  amount numeric(19,4),
  currency varchar(3),
  status varchar(16),
  property_id varchar(36),
  unit_id varchar(36),
  project_id varchar(36),
  category_id varchar(36),
  description varchar(4000),
  primary key (tenant_id, id)
);

create index bills_changed on bills (tenant_id, changed_at);

create table budgets (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  period varchar(7),
  category_id varchar(36),
  amount numeric(19,4),
  currency varchar(3),
  project_id varchar(36),
  property_id varchar(36),
  primary key (tenant_id, id)
);

create index budgets_changed on budgets (tenant_id, changed_at);

create table recurring_invoices (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  contact_id varchar(36),
  rental_agreement_id varchar(36),
  amount numeric(19,4),
  currency varchar(3),
  frequency varchar(16),
  next_date varchar(10),
  active boolean,
  description varchar(4000),
  primary key (tenant_id, id)
);

create index recurring_invoices_changed on recurring_invoices (tenant_id, changed_at);

create table documents (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  name varchar(255),
  media_type varchar(255),
  size bigint,
  sha256 varchar(64),
  owner_type varchar(63),
  owner_id varchar(36),
  primary key (tenant_id, id)
);

create index documents_changed on documents (tenant_id, changed_at);

create table sync_settings (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  strategies varchar(16000),
  primary key (tenant_id, id)
);

create index sync_settings_changed on sync_settings (tenant_id, changed_at);
