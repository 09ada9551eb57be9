package org.tidebook.sync.store;

import java.sql.SQLException;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * Whether the database takes a new version of a record. It is asked for each change of a push whose
 * batch was refused, so that the one to blame is rejected and those after it are judged without it.
 */
interface Trial {

  /** Nothing is tried: the constraints of the classes keep out what a column would refuse (E2). */
  Trial NONE = (ref, record) -> true;

  boolean takes(RecordRef ref, SyncedEntity record) throws SQLException;
}
