import {
  IconArrowsExchange,
  IconBuilding,
  IconBuildingBank,
  IconCalendarRepeat,
  IconChartPie,
  IconDoor,
  IconFileInvoice,
  IconFiles,
  IconHome,
  IconReceipt,
  IconSignature,
  IconTable,
  IconTags,
  IconTools,
  IconUsers,
  type Icon,
  type IconProps,
} from '@tabler/icons-react';
import { createElement } from 'react';

const iconsByType: ReadonlyMap<string, Icon> = new Map([
  ['accounts', IconBuildingBank],
  ['contacts', IconUsers],
  ['categories', IconTags],
  ['transactions', IconArrowsExchange],
  ['invoices', IconFileInvoice],
  ['bills', IconReceipt],
  ['recurring_invoices', IconCalendarRepeat],
  ['budgets', IconChartPie],
  ['properties', IconHome],
  ['units', IconDoor],
  ['buildings', IconBuilding],
  ['projects', IconTools],
  ['rental_agreements', IconSignature],
  ['documents', IconFiles],
]);

/** The icon of a type; a type that has none of its own gets a plain table. Always beside a text. */
export function TypeIcon({ type, ...props }: IconProps & { type: string }) {
  return createElement(iconsByType.get(type) ?? IconTable, { 'aria-hidden': true, ...props });
}
