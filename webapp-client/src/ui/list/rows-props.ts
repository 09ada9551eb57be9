import type { EntityTypeSchema } from '../../sync';
import type { RecordRow } from '../records/record-rows';
import type { ChangeMarks } from '../records/change-marks';
import type { Column } from './columns';
import type { ListView } from './list-view';
import type { RowsByType } from './search-rows';

/** What the wide and the narrow form of a list are both given. */
export interface RowsProps {
  readonly type: EntityTypeSchema;
  readonly columns: readonly Column[];
  readonly rows: readonly RecordRow[];
  readonly rowsByType: RowsByType;
  readonly marks: ChangeMarks;
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
  readonly onOpen: (id: string) => void;
}
