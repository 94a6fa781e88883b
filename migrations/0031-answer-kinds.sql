-- Whose request an answer tells of, natural or legal person: of the wave that asked only one of them, of the case, or of the sheet.

ALTER TABLE survey_answers ADD COLUMN applicant_kind text;
ALTER TABLE survey_links ADD COLUMN applicant_kind text;
UPDATE survey_answers AS a SET applicant_kind = w.body ->> 'audience'
FROM survey_waves AS w
WHERE w.tenant_id = a.tenant_id AND w.number = a.wave AND w.body ->> 'audience' IN ('natural', 'legal');
UPDATE survey_links AS l SET applicant_kind = w.body ->> 'audience'
FROM survey_waves AS w
WHERE w.tenant_id = l.tenant_id AND w.number = l.wave AND w.body ->> 'audience' IN ('natural', 'legal');
