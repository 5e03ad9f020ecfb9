DROP INDEX published_by_occupation;
ALTER TABLE published DROP COLUMN occupation;
DROP TABLE place_prices;
DROP TABLE place_pay;
DROP TABLE place_releases;
DROP TABLE place_names;
DROP TABLE places;
