import { useMemo, useState } from 'react';
import {
  checkMapping,
  guessMapping,
  loadMapping,
  type Mapping,
  type MappingProblem,
  readTable,
  type Table,
  type TableOptions,
  type TableResult,
} from '../../import';
import { isMadeByHand, type EntityTypeSchema } from '../../sync';
import { useTidebook } from '../session/tidebook-context';
import { mappingStorageOf } from './mapping-storage';

/** A chosen file with its content. */
export interface ChosenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What the user has decided so far about a file, and what follows from it. */
export interface ImportDraft {
  readonly type: EntityTypeSchema | null;
  readonly file: ChosenFile | null;
  /** What the source is called: the file's name unless the user says otherwise. */
  readonly source: string;
  readonly options: TableOptions;
  /** Null without a file. */
  readonly result: TableResult | null;
  /** Null where the file is no table. */
  readonly table: Table | null;
  readonly mapping: Mapping;
  /** Whether the user changed the mapping. */
  readonly isMapped: boolean;
  /** What the mapping leaves open; it is ready to be planned when nothing is. */
  readonly problems: readonly MappingProblem[];
  chooseType(name: string): void;
  chooseFile(file: ChosenFile): void;
  nameSource(source: string): void;
  readDifferently(change: TableOptions): void;
  remap(mapping: Mapping): void;
}

const NOTHING_MAPPED: Mapping = { fields: {}, keyColumns: [] };

/** The draft of one import. Whatever can be derived is: only the user's own decisions are kept. */
export function useImport(types: readonly EntityTypeSchema[], initialType: string): ImportDraft {
  const { session } = useTidebook();
  const [typeName, setTypeName] = useState(initialType);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [options, setOptions] = useState<TableOptions>({});
  const [edited, setEdited] = useState<{ mapping: Mapping; width: number } | null>(null);

  const type = types.find((candidate) => candidate.name === typeName && isMadeByHand(candidate)) ?? null;
  const result = useMemo(() => (file === null ? null : readTable(file, options)), [file, options]);
  const table = result?.kind === 'table' ? result.table : null;
  const proposed = useMemo(() => {
    if (type === null || table === null) return NOTHING_MAPPED;
    return loadMapping(mappingStorageOf(session), type, table) ?? guessMapping(type, types, table);
  }, [session, type, types, table]);
  // A file cut in another way has other columns, and then the old choices point anywhere.
  const mapping = edited !== null && edited.width === table?.columns.length ? edited.mapping : proposed;
  const problems = useMemo(
    () => (type === null || table === null ? [] : checkMapping(type, types, table, mapping)),
    [type, types, table, mapping],
  );

  return {
    type,
    file,
    source: source ?? file?.name ?? '',
    options,
    result,
    table,
    mapping,
    isMapped: edited !== null,
    problems,
    chooseType(name) {
      setTypeName(name);
      setEdited(null);
    },
    chooseFile(chosen) {
      setFile(chosen);
      setSource(null);
      setOptions({});
      setEdited(null);
    },
    nameSource: setSource,
    readDifferently: (change) => setOptions((before) => ({ ...before, ...change })),
    remap: (next) => setEdited({ mapping: next, width: table?.columns.length ?? 0 }),
  };
}
