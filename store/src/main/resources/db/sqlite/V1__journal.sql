-- One row for each run or lease, so that what is open is found without reading histories.
create table aggregate (
  number        integer primary key,
  kind          text    not null,
  id            text    not null,
  last_sequence integer not null,
  ended         integer not null check (ended in (0, 1)),
  created_at    text    not null,
  unique (kind, id)
) strict;

create index aggregate_open on aggregate (kind, number) where ended = 0;

-- The journal itself. Rows are only ever added.
create table entry (
  aggregate_kind text    not null,
  aggregate_id   text    not null,
  sequence       integer not null check (sequence > 0),
  at             text    not null,
  type           text    not null,
  body           text    not null,
  unique (aggregate_kind, aggregate_id, sequence),
  foreign key (aggregate_kind, aggregate_id) references aggregate (kind, id)
) strict;

create trigger entry_stays before update on entry
begin
  select raise(abort, 'the journal is only ever added to');
end;

create trigger entry_is_kept before delete on entry
begin
  select raise(abort, 'the journal is only ever added to');
end;

-- Looked at when the file is opened; equals the version of the newest migration applied.
pragma user_version = 1;
