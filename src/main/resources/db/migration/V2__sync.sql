-- The clock of each tenant's feed. Every writer of synced rows locks the row first.
-- Stamps are microseconds since 1970.
create table tenant_clock (
  tenant_id varchar(36) not null,
  changed_at bigint not null,
  horizon bigint,
  feed varchar(36) not null,
  primary key (tenant_id)
);

-- The first outcome of each change, which a change that arrives again is answered with.
create table sync_receipt (
  tenant_id varchar(36) not null,
  change_id varchar(36) not null,
  content_hash varchar(64) not null,
  status varchar(16) not null,
  updated_at bigint,
  errors varchar(16000),
  received_at bigint not null,
  primary key (tenant_id, change_id)
);

-- Which changes stood together in each group that was applied.
create table sync_group_receipt (
  tenant_id varchar(36) not null,
  group_id varchar(36) not null,
  members_hash varchar(64) not null,
  received_at bigint not null,
  primary key (tenant_id, group_id)
);
