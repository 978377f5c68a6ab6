import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

/** Keep a trained model and make it the one that answers from now on. */
export async function saveModel(
  personId: string,
  version: string,
  path: string,
  trained: { meals: number; from: Date; to: Date; mae: number; rmse: number; r2: number },
) {
  await prisma.personalModel.updateMany({
    where: { personId, modelType: 'glucose-prediction', isActive: true },
    data: { isActive: false },
  });
  return prisma.personalModel.create({
    data: {
      personId,
      modelType: 'glucose-prediction',
      version,
      isActive: true,
      trainingMealsCount: trained.meals,
      trainingDataStart: trained.from,
      trainingDataEnd: trained.to,
      trainedAt: new Date(),
      modelDataPath: path,
      accuracyMae: trained.mae,
      accuracyRmse: trained.rmse,
      accuracyR2: trained.r2,
    },
  });
}
