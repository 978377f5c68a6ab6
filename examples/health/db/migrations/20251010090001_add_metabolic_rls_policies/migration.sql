-- Rows of metabolic insights belong to the owner of the person they are about.

ALTER TABLE "food_entries" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own food entries" ON "food_entries" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "food_entries"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own food entries" ON "food_entries" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "food_entries"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own food entries" ON "food_entries" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "food_entries"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own food entries" ON "food_entries" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "food_entries"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "food_photos" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own food photos" ON "food_photos" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_photos"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own food photos" ON "food_photos" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_photos"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own food photos" ON "food_photos" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_photos"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own food photos" ON "food_photos" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_photos"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "food_ingredients" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own food ingredients" ON "food_ingredients" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_ingredients"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own food ingredients" ON "food_ingredients" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_ingredients"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own food ingredients" ON "food_ingredients" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_ingredients"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own food ingredients" ON "food_ingredients" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "food_entries"
  JOIN "Person" ON "Person"."id" = "food_entries"."person_id"
  WHERE "food_entries"."id" = "food_ingredients"."food_entry_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "glucose_readings" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own glucose readings" ON "glucose_readings" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_readings"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own glucose readings" ON "glucose_readings" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_readings"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own glucose readings" ON "glucose_readings" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_readings"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own glucose readings" ON "glucose_readings" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_readings"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "glucose_predictions" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own glucose predictions" ON "glucose_predictions" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_predictions"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own glucose predictions" ON "glucose_predictions" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_predictions"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own glucose predictions" ON "glucose_predictions" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_predictions"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own glucose predictions" ON "glucose_predictions" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "glucose_predictions"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "personal_models" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own personal models" ON "personal_models" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "personal_models"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own personal models" ON "personal_models" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "personal_models"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own personal models" ON "personal_models" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "personal_models"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own personal models" ON "personal_models" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "personal_models"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "meal_templates" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own meal templates" ON "meal_templates" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "meal_templates"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own meal templates" ON "meal_templates" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "meal_templates"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own meal templates" ON "meal_templates" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "meal_templates"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own meal templates" ON "meal_templates" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "meal_templates"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "metabolic_insights" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Users can view own metabolic insights" ON "metabolic_insights" FOR SELECT
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "metabolic_insights"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can insert own metabolic insights" ON "metabolic_insights" FOR INSERT
WITH CHECK (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "metabolic_insights"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can update own metabolic insights" ON "metabolic_insights" FOR UPDATE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "metabolic_insights"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

CREATE POLICY "Users can delete own metabolic insights" ON "metabolic_insights" FOR DELETE
USING (EXISTS (
  SELECT 1 FROM "Person"
  WHERE "Person"."id" = "metabolic_insights"."person_id" AND "Person"."ownerId" = auth.uid()::text
));

ALTER TABLE "subscription_tiers" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Anyone signed in can view tiers" ON "subscription_tiers" FOR SELECT USING (auth.uid() IS NOT NULL);
CREATE POLICY "Nobody can insert tiers" ON "subscription_tiers" FOR INSERT WITH CHECK (false);
CREATE POLICY "Nobody can update tiers" ON "subscription_tiers" FOR UPDATE USING (false);
CREATE POLICY "Nobody can delete tiers" ON "subscription_tiers" FOR DELETE USING (false);
