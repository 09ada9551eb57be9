// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountApi, Answer, Member, Role } from '../../sync';
import { type OpenTidebook, TidebookContext } from '../session/tidebook-context';
import { AccessPage } from './access-page';
import { MembersPage } from './members-page';

const stamp = '2026-11-22T08:30:00.000000Z';
const member = (id: string, name: string, role: Role): Member => {
  return { id, name, email: `${id}@example.org`, role, createdAt: stamp };
};
const ok = <T,>(value: T): Promise<Answer<T>> => Promise.resolve({ kind: 'ok', value });
const unreachable = (): Promise<Answer<never>> => Promise.resolve({ kind: 'unreachable' });

afterEach(cleanup);

function show(page: ReactNode, role: Role, account: Partial<AccountApi>): void {
  const session = {
    user: { id: 'ayu', name: 'Ayu', email: 'ayu@example.org', role },
    tenant: { id: 't', name: 'Harbour Homes' },
  };
  // The pages use the session, the device's id and these calls alone.
  const tidebook = { session, account, deviceId: 'this' } as unknown as OpenTidebook;
  render(
    <MantineProvider env="test">
      <TidebookContext value={tidebook}>{page}</TidebookContext>
    </MantineProvider>,
  );
}

describe('the members page', () => {
  const items = [member('ayu', 'Ayu', 'owner'), member('budi', 'Budi', 'editor')];
  const members = () => ok({ items, removed: [{ id: 'eko', name: 'Eko', removedAt: stamp }] });

  it('lets an owner remove a member, after asking', async () => {
    const removed: string[] = [];
    const removeMember = (id: string) => {
      removed.push(id);
      return ok(null);
    };
    show(<MembersPage />, 'owner', { members, removeMember });

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Budi' }));
    const dialog = await screen.findByRole('dialog');
    expect(removed).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));

    await expect.poll(() => removed).toEqual(['budi']);
  });

  it('shows anyone else who is there and who was, and no more', async () => {
    show(<MembersPage />, 'viewer', { members });

    await screen.findByText('Budi');
    expect(screen.getByText('Eko')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows what the server says is wrong with a field beside it', async () => {
    const addMember = (): Promise<Answer<Member>> =>
      Promise.resolve({
        kind: 'problem',
        problem: {
          type: 'invalid',
          status: 422,
          title: 'Some fields are not valid',
          detail: null,
          errors: [{ field: 'password', message: 'needs at least 8 characters' }],
          retryAfterMs: null,
        },
      });
    show(<MembersPage />, 'owner', { members, addMember });
    await screen.findByText('Budi');

    fireEvent.click(screen.getByRole('button', { name: 'Add member' }));
    expect(screen.getAllByText('This is needed.')).toHaveLength(3);
    for (const label of ['Name', 'Email', 'First password']) {
      fireEvent.change(screen.getByLabelText(label), { target: { value: 'x@y' } });
    }
    fireEvent.click(screen.getByRole('button', { name: 'Add member' }));

    expect(await screen.findByText('First password needs at least 8 characters.')).toBeTruthy();
  });

  it('can be asked again after the connection was lost', async () => {
    let isOnline = false;
    show(<MembersPage />, 'viewer', { members: () => (isOnline ? members() : unreachable()) });

    await screen.findByText(/cannot be reached/);
    isOnline = true;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Budi')).toBeTruthy();
  });
});

describe('the page of devices and tokens', () => {
  it('shows the secret of a new token until it is closed', async () => {
    const token = { id: 'k', name: 'Import', createdAt: stamp, lastUsedAt: null };
    show(<AccessPage />, 'viewer', {
      devices: () => ok({ items: [] }),
      tokens: () => ok({ items: [token] }),
      makeToken: (name) => ok({ ...token, name, token: 'tidebook_secret' }),
    });
    fireEvent.change(await screen.findByLabelText('Name of a new token'), { target: { value: 'Import' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make token' }));

    await screen.findByText('tidebook_secret');
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));

    expect(screen.queryByText('tidebook_secret')).toBeNull();
    expect(screen.getByRole('button', { name: 'Revoke Import' })).toBeTruthy();
  });

  it('marks the device that it is shown on', async () => {
    const device = (id: string, userAgent: string) => {
      return {
        id,
        userAgent,
        firstSyncedAt: stamp,
        lastSyncedAt: stamp,
        checkpoint: stamp,
        acknowledged: null,
      };
    };
    show(<AccessPage />, 'viewer', {
      devices: () => ok({ items: [device('other', 'curl/8'), device('this', 'Tidepool/1')] }),
      tokens: () => ok({ items: [] }),
    });

    const mark = await screen.findByText('This device');
    expect(mark.parentElement?.textContent).toContain('Tidepool');
  });
});
