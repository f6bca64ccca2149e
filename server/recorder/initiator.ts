import { z } from 'zod';

const UNKNOWN_INITIATOR = 'Strapi User';

const adminUserSchema = z.object({
  id: z.number().int().positive(),
  firstname: z.string().nullish(),
  lastname: z.string().nullish(),
  username: z.string().nullish(),
  email: z.string().nullish(),
});

interface Initiator {
  initiatedBy: string;
  initiatorId: number | null;
}

/** An admin user's name as Strapi shows it. Anything else: "Strapi User". */
export const describeInitiator = (user: unknown): Initiator => {
  const admin = user ? adminUserSchema.safeParse(user) : null;
  if (!admin?.success) return { initiatedBy: UNKNOWN_INITIATOR, initiatorId: null };
  const { id, firstname, lastname, username, email } = admin.data;
  const fullName = [firstname, lastname].filter(Boolean).join(' ');
  return { initiatedBy: fullName || username || email || UNKNOWN_INITIATOR, initiatorId: id };
};
