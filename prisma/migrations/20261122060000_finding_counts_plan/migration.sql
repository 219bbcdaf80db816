-- A connection keeps the plan of a trigger's statement, made for the rows that it first saw: after a change of one finding
-- (or none) a change of thousands compared each row before with each row after. Such a join is never right here.
ALTER FUNCTION "count_findings_updated"() SET enable_nestloop = off;
