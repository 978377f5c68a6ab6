-- CreateEnum
CREATE TYPE "MealType" AS ENUM ('BREAKFAST', 'LUNCH', 'DINNER', 'SNACK');

-- CreateEnum
CREATE TYPE "GlucoseSource" AS ENUM ('CGM', 'FINGERSTICK', 'INTERPOLATED');

-- CreateTable
CREATE TABLE "food_entries" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "timestamp" TIMESTAMP(3) NOT NULL,
    "meal_type" "MealType" NOT NULL,
    "description" TEXT,
    "total_calories" DOUBLE PRECISION,
    "total_carbs" DOUBLE PRECISION,
    "total_fiber" DOUBLE PRECISION,
    "total_sugar" DOUBLE PRECISION,
    "total_protein" DOUBLE PRECISION,
    "total_fat" DOUBLE PRECISION,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "food_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "food_photos" (
    "id" TEXT NOT NULL,
    "food_entry_id" TEXT NOT NULL,
    "storage_path" TEXT NOT NULL,
    "analysis_status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "food_photos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "food_ingredients" (
    "id" TEXT NOT NULL,
    "food_entry_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "calories" DOUBLE PRECISION,
    "carbs_grams" DOUBLE PRECISION,
    "protein_grams" DOUBLE PRECISION,
    "fat_grams" DOUBLE PRECISION,

    CONSTRAINT "food_ingredients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "glucose_readings" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "timestamp" TIMESTAMP(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "source" "GlucoseSource" NOT NULL,
    "device_id" TEXT,
    "confidence" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "glucose_readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "glucose_predictions" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "food_entry_id" TEXT,
    "predicted_at" TIMESTAMP(3) NOT NULL,
    "predicted_peak" DOUBLE PRECISION NOT NULL,
    "predicted_peak_at" TIMESTAMP(3) NOT NULL,
    "model_version" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "glucose_predictions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "personal_models" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "model_version" TEXT NOT NULL,
    "training_meals_count" INTEGER NOT NULL,
    "last_trained_at" TIMESTAMP(3) NOT NULL,
    "accuracy_rmse" DOUBLE PRECISION,
    "model_data_path" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "personal_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meal_templates" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "meal_type" "MealType" NOT NULL,
    "items" JSONB NOT NULL,
    "usage_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "meal_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metabolic_insights" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "avg_glucose" DOUBLE PRECISION NOT NULL,
    "glucose_sd" DOUBLE PRECISION,
    "time_in_range_pct" DOUBLE PRECISION NOT NULL,
    "spike_count" INTEGER NOT NULL,
    "best_meal_id" TEXT,
    "worst_meal_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metabolic_insights_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_tiers" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "price_cents" INTEGER NOT NULL,
    "max_food_photos" INTEGER NOT NULL,
    "max_predictions" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_tiers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "food_entries_person_id_timestamp_idx" ON "food_entries"("person_id", "timestamp");

-- CreateIndex
CREATE INDEX "food_photos_food_entry_id_idx" ON "food_photos"("food_entry_id");

-- CreateIndex
CREATE INDEX "food_ingredients_food_entry_id_idx" ON "food_ingredients"("food_entry_id");

-- CreateIndex
CREATE INDEX "glucose_readings_person_id_timestamp_idx" ON "glucose_readings"("person_id", "timestamp");

-- CreateIndex
CREATE UNIQUE INDEX "glucose_readings_person_id_timestamp_source_key" ON "glucose_readings"("person_id", "timestamp", "source");

-- CreateIndex
CREATE INDEX "glucose_predictions_person_id_predicted_at_idx" ON "glucose_predictions"("person_id", "predicted_at");

-- CreateIndex
CREATE UNIQUE INDEX "personal_models_person_id_key" ON "personal_models"("person_id");

-- CreateIndex
CREATE INDEX "meal_templates_person_id_idx" ON "meal_templates"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "metabolic_insights_person_id_date_key" ON "metabolic_insights"("person_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_tiers_name_key" ON "subscription_tiers"("name");

-- AddForeignKey
ALTER TABLE "food_entries" ADD CONSTRAINT "food_entries_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "food_photos" ADD CONSTRAINT "food_photos_food_entry_id_fkey" FOREIGN KEY ("food_entry_id") REFERENCES "food_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "food_ingredients" ADD CONSTRAINT "food_ingredients_food_entry_id_fkey" FOREIGN KEY ("food_entry_id") REFERENCES "food_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glucose_readings" ADD CONSTRAINT "glucose_readings_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glucose_predictions" ADD CONSTRAINT "glucose_predictions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glucose_predictions" ADD CONSTRAINT "glucose_predictions_food_entry_id_fkey" FOREIGN KEY ("food_entry_id") REFERENCES "food_entries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_models" ADD CONSTRAINT "personal_models_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meal_templates" ADD CONSTRAINT "meal_templates_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metabolic_insights" ADD CONSTRAINT "metabolic_insights_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
