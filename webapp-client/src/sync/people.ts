// The names of the members, kept on the device, so that it can say who made an edit with no network too.
import type { AccountApi } from './account-api';
import type { DeviceSettings } from './device-settings';
import type { Session } from './session';

/** Names by user id; former members are among them. */
export type Names = Readonly<Record<string, string>>;

export type People = ReturnType<typeof createPeople>;

/** The members of the tenant of a session. */
export function createPeople(settings: DeviceSettings, account: AccountApi, { tenant, user }: Session) {
  return {
    /** As they are kept here; at least the user's own. */
    async names(): Promise<Names> {
      return { [user.id]: user.name, ...(await settings.names(tenant.id)) };
    },

    /** Asks the server. Who was removed from there stays known here. @returns whether it answered */
    async learn(): Promise<boolean> {
      const answer = await account.members();
      if (answer.kind !== 'ok') {
        return false;
      }
      const { items, removed } = answer.value;
      const named = [...removed, ...items].map(({ id, name }) => [id, name] as const);
      await settings.setNames(tenant.id, {
        ...(await settings.names(tenant.id)),
        ...Object.fromEntries(named),
      });
      return true;
    },
  };
}
