import { type Actor, diffModeOf, type Settings } from '@/lib/domain/actor';
import { inTransaction } from '@/lib/db/transaction';

type SettingsInput = { readonly [K in keyof Settings]?: Settings[K] | undefined } & { opId?: string | undefined };

const columns = { singleKeys: true, spokenHints: true, diffMode: true } as const;

const settingsOf = (row: { singleKeys: boolean; spokenHints: boolean; diffMode: string }): Settings => ({
  ...row,
  diffMode: diffModeOf(row.diffMode),
});

/** Sets how the desk works for the person who asks; what is left out stays. No entry in the audit log: it is nobody else's matter. */
export async function saveSettings(actor: Actor, { opId, ...input }: SettingsInput): Promise<Settings> {
  const data = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return inTransaction(actor, { opId }, async (tx) =>
    settingsOf(await tx.user.update({ where: { id: actor.id }, data, select: columns })),
  );
}
