"""Writes this example: a database of 81 tables and 1,609 columns, the schema file that fell behind, and what differs.

    python make.py

The tables are listed below; a column's type follows from its name. What is written is always the same.
"""

from __future__ import annotations

import re
from pathlib import Path

TABLES, COLUMNS = 81, 1609

AREAS = {
    "people": """
patients: health_system_id mrn first_name middle_name last_name date_of_birth sex gender_identity pronouns email phone
  mobile_phone address_line_1 address_line_2 city state postal_code country preferred_language race ethnicity
  marital_status employer occupation ssn_last_four primary_provider_id preferred_pharmacy_id emergency_contact_name
  emergency_contact_phone is_active is_deceased deceased_at photo_url portal_enabled consent_signed_at
patient_contacts: patient_id full_name relationship phone email is_emergency is_guardian address_line_1 city state
  postal_code
patient_insurances: patient_id insurance_plan_id member_number group_number subscriber_name subscriber_birth_date
  relationship priority copay_amount deductible_amount effective_date termination_date verified_at card_front_url
  card_back_url
patient_consents: patient_id form_template_id signed_at signed_by_name witness_name revoked_at document_url expires_at
patient_portal_accounts: patient_id email password_hash last_login_at failed_login_count locked_until is_verified
  verification_token
patient_preferences: patient_id contact_method allow_sms allow_email allow_voicemail reminder_hours_count time_zone
family_histories: patient_id relative condition_name onset_age_count is_deceased notes
social_histories: patient_id smoking_status packs_per_day_count alcohol_use drug_use exercise_habits diet_notes
  living_situation sexual_history_notes
users: health_system_id username email password_hash first_name last_name role npi license_number license_state
  dea_number phone is_active last_login_at mfa_enabled mfa_secret password_changed_at
user_sessions: user_id token ip_address browser_name expires_at revoked_at
user_permissions: user_id permission granted_by_id granted_at expires_at
migration_invitations: email invited_by_id role token health_system_id location_id sent_at accepted_at expires_at
  source_system status
""",
    "organizations": """
health_systems: name short_name npi tax_number website_url phone fax address_line_1 city state postal_code time_zone
  logo_url subscription_tier subscription_status is_active
organizations: health_system_id name organization_type npi tax_number phone fax email address_line_1 address_line_2
  city state postal_code is_active
locations: organization_id name short_name location_type npi place_of_service_code phone fax address_line_1
  address_line_2 city state postal_code time_zone opens_at_time closes_at_time is_active
departments: location_id name code phone manager_id is_active
rooms: location_id name room_type floor capacity_count is_active
providers: user_id npi specialty taxonomy_code accepts_new_patients biography photo_url default_visit_minutes_count
  is_active
provider_credentials: provider_id credential_type number issuing_state issued_date expiration_date document_url
  verified_at
provider_locations: provider_id location_id is_primary start_date end_date
""",
    "scheduling": """
appointments: patient_id provider_id location_id room_id department_id appointment_type_id start_time_at end_time_at
  duration_minutes_count status reason chief_complaint notes is_telehealth telehealth_url
appointment_types: health_system_id name code color duration_minutes_count buffer_minutes_count is_bookable_online
  requires_referral instructions_notes is_active
appointment_reminders: appointment_id channel scheduled_at sent_at delivered_at response error_message
schedules: provider_id location_id weekday_count start_time_at end_time_at effective_date expiration_date
  slot_minutes_count is_active
schedule_blocks: provider_id location_id reason start_time_at end_time_at is_all_day recurrence_rule
schedule_exceptions: schedule_id exception_date start_time_at end_time_at is_closed reason
waitlist_entries: patient_id provider_id appointment_type_id preferred_days preferred_times priority status
  notified_at booked_appointment_id notes
telehealth_visits: appointment_id room_name provider_joined_at patient_joined_at ended_at duration_seconds_count
  recording_url quality_score_count
""",
    "clinical": """
encounters: patient_id provider_id appointment_id location_id encounter_type encounter_class status started_at
  ended_at chief_complaint history_notes assessment_notes plan_notes signed_at signed_by_id cosigned_at cosigned_by_id
  locked_at
vitals: patient_id encounter_id recorded_by_id systolic_count diastolic_count heart_rate_count respiratory_rate_count
  temperature_value oxygen_saturation_value weight_value height_value bmi_value pain_scale_count
  head_circumference_value blood_glucose_value position recorded_at
medical_problems: patient_id encounter_id icd10_code snomed_code description status severity onset_date resolved_date
  is_chronic ranked_count notes
allergies: patient_id allergen allergen_type rxnorm_code reaction severity status onset_date verified_by_id
  verified_at notes
immunizations: patient_id encounter_id cvx_code vaccine_name manufacturer lot_number dose_value dose_unit site route
  administered_at administered_by_id expiration_date vis_date refusal_reason registry_sent_at
surgical_histories: patient_id procedure_name cpt_code performed_date surgeon_name facility_name outcome notes
clinical_notes: patient_id encounter_id author_id note_type title subjective_notes objective_notes assessment_notes
  plan_notes content_html status signed_at amended_at template_id word_count
note_templates: health_system_id name specialty note_type content_html variables_data is_shared is_active usage_count
diagnoses: encounter_id patient_id icd10_code description rank_count is_principal present_on_admission diagnosed_at
  diagnosed_by_id
procedures: encounter_id patient_id cpt_code description modifiers units_count performed_at performed_by_id body_site
  laterality outcome notes
care_plans: patient_id title status intent start_date end_date author_id goals_data activities_data notes
care_teams: patient_id name status start_date end_date
care_team_members: care_team_id user_id role start_date end_date is_lead
goals: care_plan_id patient_id description status target_value target_date achieved_date notes
medications: patient_id encounter_id prescriber_id medication_name rxnorm_code ndc_code strength dosage_form route
  frequency quantity_value refills_count start_date end_date status instructions_notes
medication_administrations: medication_id patient_id administered_by_id administered_at dose_value dose_unit route
  site reason_not_given notes
medication_reconciliations: patient_id encounter_id reconciled_by_id reconciled_at source notes
prescriptions: medication_id patient_id provider_id pharmacy_id written_date quantity_value days_supply_count
  refills_count dispense_as_written is_controlled dea_schedule status sent_at filled_at cancelled_at
  surescripts_number error_message
pharmacies: ncpdp_number npi name phone fax address_line_1 city state postal_code is_mail_order is_open_all_day
  latitude_value longitude_value
drug_interactions: medication_id interacting_medication_id severity description acknowledged_by_id acknowledged_at
referrals: patient_id referring_provider_id referred_to_name referred_to_npi specialty reason priority status
  authorization_number sent_at appointment_date consult_received_at notes
""",
    "orders and results": """
orders: patient_id encounter_id provider_id location_id order_type order_status priority title description icd10_code
  cpt_code ordered_at ordered_by_id instructions_notes
order_sets: health_system_id name specialty description items_data is_shared is_active usage_count
lab_orders: patient_id encounter_id provider_id laboratory_id test_code test_name loinc_code status priority
  ordered_at ordered_by_id specimen_type notes
lab_results: lab_order_id patient_id loinc_code test_name result_value result_unit reference_range abnormal_flag
  status resulted_at reviewed_by_id reviewed_at performing_lab notes
laboratories: name clia_number phone fax address_line_1 city state postal_code interface_type is_active
specimens: lab_order_id specimen_type collected_at collected_by_id received_at container_type volume_value volume_unit
  condition barcode
imaging_orders: order_id patient_id provider_id modality body_part laterality contrast_required clinical_indication
  status scheduled_at performed_at radiologist_id
imaging_results: imaging_order_id patient_id findings_notes impression_notes is_critical read_by_id read_at pacs_url
  status
imaging_studies: imaging_result_id accession_number study_uid modality series_count images_count acquired_at
attachments: patient_id encounter_id uploaded_by_id file_name file_type file_size_count storage_path checksum category
  description is_deleted uploaded_at
documents: patient_id encounter_id document_type title file_name storage_path mime_type page_count received_at
  reviewed_by_id reviewed_at is_signed source
""",
    "billing": """
insurance_plans: payer_id name plan_type phone claims_address eligibility_url timely_filing_days_count is_active
payers: name payer_number phone fax address_line_1 city state postal_code edi_number is_active
charges: encounter_id patient_id provider_id cpt_code modifiers icd10_pointers units_count charge_amount
  allowed_amount service_date posted_at posted_by_id status
claims: patient_id insurance_plan_id encounter_id claim_number claim_type status total_amount paid_amount
  patient_amount submitted_at accepted_at denied_at denial_code denial_reason clearinghouse_number resubmission_count
claim_lines: claim_id charge_id line_count cpt_code modifiers units_count charge_amount paid_amount adjustment_amount
  adjustment_code
payments: patient_id claim_id payer_id payment_method amount reference_number received_date posted_at posted_by_id
  refunded_amount notes
payment_allocations: payment_id charge_id amount adjustment_amount allocated_at
statements: patient_id statement_number statement_date due_date total_amount paid_amount status sent_at channel
superbills: encounter_id patient_id provider_id service_date total_amount status printed_at
fee_schedules: health_system_id name effective_date expiration_date is_default is_active
fee_schedule_items: fee_schedule_id cpt_code modifier amount
eligibility_checks: patient_insurance_id checked_at status copay_amount deductible_remaining_amount response_data
  error_message
prior_authorizations: patient_id insurance_plan_id order_id authorization_number status requested_at approved_at
  denied_at expires_at approved_units_count used_units_count notes
""",
    "work": """
tasks: patient_id assigned_to_id created_by_user_id title description priority status due_date completed_at category
messages: thread_id sender_id patient_id subject body priority sent_at read_at is_urgent
message_threads: patient_id subject status last_message_at is_archived
notifications: user_id kind title body link_url read_at sent_at
audit_logs: user_id patient_id action entity_type entity_key before_data after_data ip_address browser_name occurred_at
form_templates: health_system_id name category schema_data is_active version_count
form_responses: form_template_id patient_id encounter_id answers_data submitted_at reviewed_by_id reviewed_at
visit_transcriptions: encounter_id provider_id audio_url transcript_text model_name confidence_value
  duration_seconds_count status processed_at
""",
}

BIG = {
    "appointments": 81,
    "orders": 66,
    "medications": 56,
    "lab_orders": 43,
}
"""How many columns the largest tables have in the database; the schema file has those listed above."""

MORE = {
    "appointments": """
        confirmation_status confirmed_at confirmed_by_id checked_in_at checked_in_by_id roomed_at
        provider_started_at provider_ended_at checked_out_at checked_out_by_id cancelled_at cancelled_by_id
        cancellation_reason no_show_at no_show_fee_amount rescheduled_from_id rescheduled_count reminder_sent_at
        reminder_status reminder_channel copay_amount copay_collected_at payment_status insurance_verified_at
        insurance_verified_by_id authorization_number referral_id referral_required visit_number arrival_method
        transport_notes interpreter_needed interpreter_language mobility_needs_notes intake_form_id
        intake_completed_at pre_visit_notes post_visit_notes follow_up_required follow_up_weeks_count
        booking_source booked_online_at booked_by_id waitlist_entry_id overbooked recurrence_rule
        recurrence_parent_id series_count color priority wait_minutes_count satisfaction_score_count
        external_calendar_key telehealth_platform telehealth_room_name telehealth_consent_at
        telehealth_started_at telehealth_ended_at is_first_visit is_walk_in checkout_notes feedback_notes
        billing_notes
    """,
    "orders": """
        signed_at signed_by_id cosigned_at cosigned_by_id verbal_order verbal_order_by_id read_back_confirmed
        transmitted_at transmission_method transmission_status transmission_error acknowledged_at
        acknowledged_by_id scheduled_at started_at completed_at completed_by_id cancelled_at cancelled_by_id
        cancellation_reason discontinued_at discontinued_by_id discontinue_reason order_set_id parent_order_id
        is_standing standing_until_date recurrence_rule occurrences_count medication_id lab_order_id
        imaging_order_id referral_id quantity_value quantity_unit duration_days_count authorization_required
        authorization_number authorization_expires_at insurance_verified_at estimated_cost_amount
        patient_cost_amount alert_override alert_override_reason clinical_indication result_status
        result_received_at reviewed_at reviewed_by_id
    """,
    "medications": """
        generic_name brand_name drug_class dea_schedule is_controlled is_prn prn_reason dose_value dose_unit
        max_daily_dose_value duration_days_count days_supply_count refills_remaining_count last_filled_at
        next_refill_date pharmacy_id pharmacy_note sent_at surescripts_number dispense_as_written
        substitution_allowed prior_authorization_required prior_authorization_number formulary_status
        discontinued_at discontinued_by_id discontinue_reason adherence_score_value side_effects_notes
        interaction_checked_at allergy_checked_at cost_amount copay_amount source reconciled_at reconciled_by_id
        dispense_location
    """,
    "lab_orders": """
        specimen_collected_at specimen_collected_by_id specimen_received_at fasting_required is_stat
        requisition_number accession_number transmitted_at transmission_status acknowledged_at
        result_expected_at result_received_at result_status critical_notified_at critical_notified_by_id
        abn_signed_at icd10_code billing_type insurance_plan_id authorization_number cancelled_at
        cancellation_reason external_order_key collection_site recollect_reason courier_name tube_count
    """,
}
"""Columns of the largest tables that only the database has, in order; as many are taken as the table needs."""

BEHIND = {
    "encounters": "telehealth_visit_id billing_status coding_completed_at",
    "vitals": "device_name verified_at",
    "medical_problems": "hcc_category last_reviewed_at",
    "users": "sso_subject password_expires_at",
    "health_systems": "billing_email",
    "organizations": "parent_organization_id",
    "locations": "holiday_schedule_data",
    "schedules": "overbook_limit_count",
    "appointment_types": "online_instructions_notes",
}
"""Columns of other tables that only the database has."""

MISSING = ("attachments", "migration_invitations")
"""Tables that only the database has."""

AHEAD = "clinical_alerts: patient_id encounter_id alert_type severity message_notes triggered_at acknowledged_at"
"""A table that only the schema file has: 80 tables there, of which 79 are among the 81."""

WEEKS = dict.fromkeys([*MISSING, "appointments", "medications", "orders"], 1)
WEEKS |= dict.fromkeys(["lab_orders", "encounters", "vitals", "medical_problems"], 2)
WEEKS |= dict.fromkeys(["users", "health_systems", "organizations", "locations", "schedules", "appointment_types"], 3)
"""When the team means to mend a table: first what users wait for, then what is clinical, then administration."""

SYNC = ("external_key", "source_system", "last_synced_at", "deleted_at", "deleted_by", "import_batch")
"""What tables have that were migrated from another system: given out until there are 1,609 columns."""

FOREIGN = {
    "patients": ("health_system_id", "health_systems"),
    "users": ("health_system_id", "health_systems"),
    "organizations": ("health_system_id", "health_systems"),
    "locations": ("organization_id", "organizations"),
    "appointments": ("patient_id", "patients"),
    "encounters": ("patient_id", "patients"),
    "vitals": ("encounter_id", "encounters"),
    "medical_problems": ("patient_id", "patients"),
    "medications": ("patient_id", "patients"),
    "orders": ("patient_id", "patients"),
    "lab_orders": ("patient_id", "patients"),
    "lab_results": ("lab_order_id", "lab_orders"),
    "claims": ("patient_id", "patients"),
    "claim_lines": ("claim_id", "claims"),
    "attachments": ("patient_id", "patients"),
    "migration_invitations": ("health_system_id", "health_systems"),
}

INDEXES = (
    ("appointments", "appointments_provider_start_idx", ("provider_id", "start_time_at"), False),
    ("appointments", "appointments_patient_idx", ("patient_id",), True),
    ("attachments", "attachments_patient_idx", ("patient_id",), False),
    ("encounters", "encounters_patient_started_idx", ("patient_id", "started_at"), False),
    ("lab_orders", "lab_orders_patient_idx", ("patient_id",), True),
    ("lab_orders", "lab_orders_status_ordered_idx", ("status", "ordered_at"), False),
    ("medications", "medications_patient_status_idx", ("patient_id", "status"), False),
    ("orders", "orders_patient_idx", ("patient_id",), True),
    ("orders", "orders_status_priority_idx", ("order_status", "priority"), False),
    ("patients", "patients_name_idx", ("last_name", "first_name"), True),
)
"""Table, name, columns, and whether the schema file has it too."""

UNIQUE = (
    ("claims", "claims_claim_number_key", ("claim_number",), False),
    ("patients", "patients_system_mrn_key", ("health_system_id", "mrn"), True),
    ("users", "users_username_key", ("username",), True),
)

Column = tuple[str, str, bool]
"""A name, a type, and whether it can be null."""


def type_of(name: str) -> str:
    """The type that follows from a column's name."""
    endings = {
        "_at": "timestamp",
        "_date": "date",
        "date_of_birth": "date",
        "_id": "integer",
        "_count": "integer",
        "_amount": "numeric(10, 2)",
        "amount": "numeric(10, 2)",
        "_value": "numeric(8, 3)",
        "_data": "jsonb",
        "_notes": "text",
        "_code": "varchar(20)",
        "_number": "varchar(50)",
        "phone": "varchar(30)",
        "status": "varchar(40)",
    }
    if re.match(r"(is|allow|accepts|requires)_|.*_(enabled|required|confirmed|completed_online|needed)$", name):
        return "boolean"
    if name in ("preferred_days", "modifiers", "icd10_pointers"):
        return "text[]"
    return next((sql for ending, sql in endings.items() if name.endswith(ending)), "text")


def listed(line: str) -> tuple[str, list[Column]]:
    """A table of a line: its key first, times of writing last; the first column that points elsewhere is required."""
    table, _, names = line.partition(":")
    own = names.split()
    columns = [("id", "serial", False), *((name, type_of(name), n > 0) for n, name in enumerate(own))]
    return table, [*columns, ("created_at", "timestamp", False), ("updated_at", "timestamp", True)]


def in_code() -> dict[str, list[Column]]:
    """The tables as they would be if the schema file were complete but for what fell behind."""
    lines = [line for area in AREAS.values() for line in area.strip().replace("\n  ", " ").splitlines()]
    tables = dict(map(listed, lines))
    room = COLUMNS - sum(map(len, tables.values())) - sum(len(names.split()) for names in BEHIND.values())
    room -= sum(size - len(tables[table]) for table, size in BIG.items())
    for name in SYNC:
        for table in sorted(tables):
            known = {column for column, *_ in tables[table]}
            if room > 0 and table not in BIG and table != "patients" and name not in known:
                tables[table].append((name, type_of(name), True))
                room -= 1
    return tables


def in_database(code: dict[str, list[Column]]) -> dict[str, list[Column]]:
    """The tables as the database has them."""
    found = {table: list(columns) for table, columns in code.items()}
    for table, size in BIG.items():
        more = MORE[table].split()[: size - len(found[table])]
        found[table] += [(name, type_of(name), True) for name in more]
    for table, names in BEHIND.items():
        found[table] += [(name, type_of(name), True) for name in names.split()]
    return found


# ------------------------------------------------------------------ as SQL


def sql(tables: dict[str, list[Column]]) -> str:
    """What makes the database."""
    parts = ["-- Written by make.py: the clinic's database, in which people add columns as they need them.\n"]
    for table, columns in sorted(tables.items()):
        lines = ",\n".join(f"  {name} {_sql_type(name, kind, null)}" for name, kind, null in columns)
        parts.append(f"CREATE TABLE {table} (\n{lines}\n);\n")
    for table, name, columns, _ in UNIQUE:
        parts.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({', '.join(columns)});")
    for table, (column, to) in sorted(FOREIGN.items()):
        parts.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_{to}_id_fk\n"
            f"  FOREIGN KEY ({column}) REFERENCES {to} (id) ON DELETE CASCADE;"
        )
    parts += [f"CREATE INDEX {name} ON {table} ({', '.join(columns)});" for table, name, columns, _ in INDEXES]
    return "\n".join(parts) + "\n"


def _sql_type(name: str, kind: str, null: bool) -> str:
    if kind == "serial":
        return "serial PRIMARY KEY"
    default = " DEFAULT now()" if name == "created_at" else ""
    return f"{kind}{default}" + ("" if null else " NOT NULL")


# ------------------------------------------------------------------ as a Drizzle schema


def schema(tables: dict[str, list[Column]]) -> str:
    """The schema file: without what fell behind, with the table that was never pushed."""
    ahead, columns = listed(AHEAD)
    known = {table: found for table, found in tables.items() if table not in MISSING} | {ahead: columns}
    imports = "boolean, date, decimal, index, integer, jsonb, pgTable, serial, text, timestamp, unique, varchar"
    parts = ["// Written by make.py.", f'import {{ {imports} }} from "drizzle-orm/pg-core";', ""]
    done: list[str] = []
    while len(done) < len(known):
        for table in sorted(known):
            if table not in done and FOREIGN.get(table, ("", table))[1] in (table, *done):
                parts.append(_table(table, known[table]))
                done.append(table)
    return "\n".join(parts)


def _table(table: str, columns: list[Column]) -> str:
    fields = "".join(f"  {camel(name)}: {_field(table, name, kind, null)},\n" for name, kind, null in columns)
    extras = [
        f'{word}("{name}").on({", ".join("t." + camel(column) for column in on)})'
        for word, found in (("index", INDEXES), ("unique", UNIQUE))
        for where, name, on, known in found
        if where == table and known
    ]
    third = f", (t) => [{', '.join(extras)}]" if extras else ""
    return f'export const {camel(table)} = pgTable("{table}", {{\n{fields}}}{third});\n'


def _field(table: str, name: str, kind: str, null: bool) -> str:
    head, _, size = kind.removesuffix("[]").partition("(")
    numbers = size.rstrip(")").split(", ")
    options = {
        "varchar": f", {{ length: {numbers[0]} }}",
        "numeric": f", {{ precision: {numbers[0]}, scale: {numbers[-1]} }}",
    }.get(head, "")
    told = f'{"decimal" if head == "numeric" else head}("{name}"{options})'
    told += ".array()" if kind.endswith("[]") else ""
    if kind == "serial":
        return told + ".primaryKey()"
    told += "" if null else ".notNull()"
    told += ".defaultNow()" if name == "created_at" else ""
    column, to = FOREIGN.get(table, ("", ""))
    return told + (f'.references(() => {camel(to)}.id, {{ onDelete: "cascade" }})' if name == column else "")


def camel(name: str) -> str:
    """The name of a column or table in TypeScript."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


# ------------------------------------------------------------------ what differs


def expected(code: dict[str, list[Column]], database: dict[str, list[Column]]) -> str:
    """What is to be found."""
    parts = [
        "# Written by make.py: what is to be found, and nothing else. The database is the truth, so `lacking` is what",
        "# the code lacks and `only` what it alone has. Nothing reads what the code lacks, so `severity` is low there,",
        "# but for a key: it refuses what the code may write. `week` is when the team means to mend it.\n",
        "[worlds]\nfound = 1\n",
        f"[counts]\ndatabase_tables = {TABLES}\ndatabase_columns = {COLUMNS}",
        f"code_tables = {len(code) - len(MISSING) + 1}",
    ]
    parts += [f"{table} = {len(database[table])}" for table in BIG]
    for table in MISSING:
        inside = [f"column {name}" for name, *_ in database[table]] + [f"constraint {table}_pkey"]
        inside += [f"constraint {table}_{FOREIGN[table][0]}_{FOREIGN[table][1]}_id_fk"]
        inside += [f"index {name}" for where, name, *_ in INDEXES if where == table]
        inside += [f"sequence {table}_id_seq"]
        where = [f"table public.{table}", *(f"table public.{table} {one}" for one in inside[:-1])]
        parts.append(_entry([*where, f"sequence public.{table}_id_seq"], "lacking", "low", WEEKS[table]))
    for table in sorted({*BIG, *BEHIND}):
        known = {name for name, *_ in code[table]}
        more = [f"table public.{table} column {name}" for name, *_ in database[table] if name not in known]
        parts.append(_entry(more, "lacking", "low", WEEKS[table]))
    for word, found, severity in (("index", INDEXES, "low"), ("constraint", UNIQUE, "medium")):
        more = [f"table public.{t} {word} {name}" for t, name, _, known in found if not known and t not in MISSING]
        parts.append(_entry(more, "lacking", severity, 4))
    ahead, columns = listed(AHEAD)
    inside = [f"table public.{ahead} column {name}" for name, *_ in columns]
    where = [f"table public.{ahead}", *inside, f"table public.{ahead} constraint {ahead}_pkey"]
    parts.append(_entry([*where, f"sequence public.{ahead}_id_seq"], "only", "critical"))
    return "\n".join(parts)


def _entry(addresses: list[str], how: str, severity: str, week: int = 1) -> str:
    cause = "the code is behind the database" if how == "lacking" else "in code only, not pushed yet"
    lines = "".join(f'  "{one}",\n' for one in addresses)
    told = f'{how} = ["code"]\ncause = "{cause}"\nseverity = "{severity}"\nweek = {week}'
    return f"\n[[drift]]\naddresses = [\n{lines}]\n{told}"


def main() -> None:
    """Write the files beside this one."""
    here = Path(__file__).parent
    code = in_code()
    database = in_database(code)
    assert len(database) == TABLES, len(database)
    assert sum(map(len, database.values())) == COLUMNS, sum(map(len, database.values()))
    assert {table: len(database[table]) for table in BIG} == BIG
    for path, text in {
        "shared/schema.ts": schema(code),
        "databases/production.sql": sql(database),
        "expected.toml": expected(code, database) + "\n",
    }.items():
        (here / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
