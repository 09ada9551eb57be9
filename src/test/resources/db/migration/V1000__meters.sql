create table meters (
  tenant_id varchar(36) not null,
  id varchar(36) not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by varchar(36) not null,
  deleted_at bigint,
  changed_at bigint not null,
  number varchar(255),
  kind varchar(16),
  unit_id varchar(36),
  last_reading numeric(15,3),
  read_on varchar(10),
  notes varchar(4000),
  primary key (tenant_id, id)
);

create index meters_changed on meters (tenant_id, changed_at);
