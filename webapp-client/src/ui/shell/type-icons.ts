import {
  IconArrowsExchange,
  IconBuildingBank,
  IconTable,
  IconTags,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

const iconsByType: ReadonlyMap<string, Icon> = new Map([
  ['accounts', IconBuildingBank],
  ['contacts', IconUsers],
  ['categories', IconTags],
  ['transactions', IconArrowsExchange],
]);

/** The icon of a type; a type that has none of its own gets a plain table. */
export function iconOfType(name: string): Icon {
  return iconsByType.get(name) ?? IconTable;
}
