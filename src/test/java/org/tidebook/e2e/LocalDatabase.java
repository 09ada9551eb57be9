package org.tidebook.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a device's IndexedDB as it is on disk, past the application, so that a test sees what is
 * really stored.
 */
final class LocalDatabase {
  private static final String READ_ALL =
      """
      async ([namePrefix, store]) => {
        const found = (await indexedDB.databases()).filter((d) => d.name.startsWith(namePrefix));
        if (found.length !== 1) {
          throw new Error('databases: ' + found.map((d) => d.name).join(', '));
        }
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open(found[0].name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        try {
          return await new Promise((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        } finally {
          database.close();
        }
      }
      """;

  private final Page page;

  LocalDatabase(Page page) {
    this.page = page;
  }

  /** All rows of a store of the signed-in user's database, as plain maps. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> rows(String store) {
    return (List<Map<String, Object>>) page.evaluate(READ_ALL, List.of("tidebook-", store));
  }

  /** The records of a type that are not deleted, by id. */
  Map<String, Map<String, Object>> liveById(String entityType) {
    var byId = new TreeMap<String, Map<String, Object>>();
    for (var row : rows(entityType)) {
      if (row.get("deletedAt") == null) {
        var withoutNulls = new TreeMap<String, Object>(row);
        withoutNulls.values().removeIf(value -> value == null);
        byId.put((String) row.get("id"), withoutNulls);
      }
    }
    return byId;
  }
}
