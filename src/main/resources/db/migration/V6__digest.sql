-- What the live records of each tenant and type come to (protocol, 4). The sum is an unsigned number
-- of 64 bits.
create table sync_digest (
  tenant_id varchar(36) not null,
  entity_type varchar(63) not null,
  live_count bigint not null,
  hash_sum numeric(20) not null,
  primary key (tenant_id, entity_type)
);

-- Whether the tenant's digests are kept. Those of a tenant that was there before, or whose rows were
-- changed by hand, are computed when they are first asked for, and kept from then on.
alter table tenant_clock add column digested boolean default false not null;
