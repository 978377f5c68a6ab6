import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

/** Which models a person has, newest first. The shape is written down once more here. */
export async function listModelVersions(
  personId: string,
  modelType: string,
): Promise<
  Array<{
    version: string;
    isActive: boolean;
    trainedAt: Date;
    performance: { mae: number | null; rmse: number | null; r2: number | null };
    mealsCount: number;
  }>
> {
  const models = await prisma.personalModel.findMany({
    where: { personId, modelType },
    orderBy: { trainedAt: 'desc' },
  });
  return models.map((model) => ({
    version: model.version,
    isActive: model.isActive,
    trainedAt: model.trainedAt,
    performance: { mae: model.accuracyMae, rmse: model.accuracyRmse, r2: model.accuracyR2 },
    mealsCount: model.trainingMealsCount,
  }));
}
