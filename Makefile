# Overzet. `make run` to click through it, `make test` to see that it holds. Only Python 3.11+, make and a package registry are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SETTINGS := DJANGO_SETTINGS_MODULE=config.settings.dev
DATA := $(wildcard fixtures/*.yaml fixtures/*/*.yaml)
CODE := $(wildcard */migrations/*.py catalogue/entries/*.py catalogue/loading/*.py)

.PHONY: help run setup test thorough quick coverage accept-screenshots lighthouse check format env release architecture deploy-files bench bench-web messages gazetteer lock clean

help:
	@echo "make run     install, load the catalogue into SQLite and serve on http://localhost:$(PORT)"
	@echo "make setup   the same without serving"
	@echo "make test    install what tests need and run everything, on SQLite and on PostgreSQL where there is one"
	@echo "make thorough  the same, and where tests look at some of what is alike, at all of it; an hour"
	@echo "make coverage  which lines and branches no test takes, by room; three quarters of an hour"
	@echo "make quick   while you work: lint, types, the house rules, the engine and whatever else asks no database"
	@echo "make accept-screenshots  take the pictures that pages are compared with again; look at them before you commit"
	@echo "make lighthouse  speed, access, practices and search of five pages, as production serves them"
	@echo "make check   formatting, lint, types, templates, migrations, deployment settings"
	@echo "make bench   time and memory of the engine, verification and stacking, as tables"
	@echo "make bench-web  how quick the pages are beside what Django itself takes; on a machine that does nothing else"
	@echo "make format  put code and templates in the house format"
	@echo "make env SITE=overzet.example   the settings of production in .env, with secrets, for docker compose up"
	@echo "make release VERSION=1.2.3   check that all of a release is there, and tag it"
	@echo "make gazetteer  make the lists of names of countries, regions and cities again, from the packages that hold them"
	@echo "make messages  collect the texts to translate, and compile the translations"

$(VENV)/installed: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing (the first time takes a minute)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "Installing what tests and checks need..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What stands in the database follows from the migrations and the fixtures; a database that is gone is made again.
db.sqlite3:
	@rm -f $(VENV)/loaded

$(VENV)/loaded: $(VENV)/installed $(DATA) $(CODE) | db.sqlite3
	@$(SETTINGS) $(BIN)/python manage.py migrate --verbosity 0
	@$(SETTINGS) $(BIN)/python manage.py load_catalogue
	@touch $@

setup: $(VENV)/loaded

run: setup
	@echo ""
	@echo "  Overzet           http://localhost:$(PORT)/"
	@echo "  In English        http://localhost:$(PORT)/en/"
	@echo "  Questionnaire     http://localhost:$(PORT)/match/"
	@echo "  All routes        http://localhost:$(PORT)/routes/"
	@echo "  API               http://localhost:$(PORT)/api/v1/instruments"
	@echo "  For staff         http://localhost:$(PORT)/admin/"
	@echo "  The kit           http://localhost:$(PORT)/kit/"
	@echo "  A staff account   $(BIN)/python manage.py createsuperuser"
	@echo ""
	@$(SETTINGS) $(BIN)/python manage.py runserver $(PORT)

test: $(VENV)/installed-dev
	@$(BIN)/python -m tests.run

thorough: $(VENV)/installed-dev
	@THOROUGH=1 $(BIN)/python -m tests.run

# Which lines and branches no test takes. A room that has less than tests/covered.py says fails.
coverage: $(VENV)/installed-dev
	@$(BIN)/python -m tests.covered

# Generated examples are fewer; what reads a database, starts a server or a browser is for `make test`.
quick: $(VENV)/installed-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not (django_db or browser or both_databases or slow)"

accept-screenshots: $(VENV)/installed-dev
	@ACCEPT_SCREENSHOTS=1 $(BIN)/python -m pytest -q tests/browser/test_screenshots.py
	@git status --short tests/browser/screenshots

lighthouse: $(VENV)/installed-dev
	@$(BIN)/python -m tests.lighthouse

check: $(VENV)/installed-dev deploy-files
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/typos docs *.md
	@$(SETTINGS) $(BIN)/python manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=config.settings.prod SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
		ALLOWED_HOSTS=overzet.example DATABASE_URL=sqlite:///:memory: SQLITE_IS_MEANT=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/installed-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Says all that is missing, or tags; it never pushes.
release: $(VENV)/installed-dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.release $(VERSION)

# The picture of the rooms, from their imports.
architecture: $(VENV)/installed-dev
	@$(BIN)/python -m tests.architecture

# Built where a daemon answers; the other files are looked at anyway.
deploy-files: $(VENV)/installed-dev
	@$(BIN)/hadolint deploy/Containerfile
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml
	@sh -n deploy/install && sh -n deploy/overzet
	@if docker info >/dev/null 2>&1; then docker build --quiet --file deploy/Containerfile --tag overzet:local .; \
		else echo "No daemon of Docker answers here: the image is not built, its file is linted."; fi

SITE ?= localhost
env:
	@if [ -e .env ]; then echo ".env is there already: change it, or take it away." >&2; exit 1; fi
	@umask 077; secret() { od -An -N"$$1" -tx1 /dev/urandom | tr -d ' \n'; }; key=$$(secret 48); password=$$(secret 24); \
		sed -e "s/^SECRET_KEY=$$/SECRET_KEY=$$key/" -e "s/POSTGRES_PASSWORD@/$$password@/" \
		-e "s/^POSTGRES_PASSWORD=$$/POSTGRES_PASSWORD=$$password/" \
		-e "s/^\(SITE\|ALLOWED_HOSTS\)=localhost$$/\1=$(SITE)/" .env.example > .env
	@echo "The settings for $(SITE) stand in .env."

bench: $(VENV)/installed-dev
	@$(BIN)/python -m tests.benchmarks
	@echo
	@$(BIN)/python -m tests.benchmarks.verification
	@echo
	@$(BIN)/python -m tests.benchmarks.stacking

bench-web: $(VENV)/installed-dev
	@$(BIN)/python -m tests.benchmarks.web

messages: $(VENV)/installed
	@$(BIN)/python manage.py makemessages --locale nl --add-location file --no-wrap --no-obsolete --ignore .venv --ignore tests
	@$(BIN)/python manage.py compilemessages --ignore .venv

gazetteer: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-gazetteer.lock
	@$(BIN)/python manage.py write_gazetteer

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --extra dev --extra bench -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --extra gazetteer -c requirements.lock pyproject.toml -o requirements-gazetteer.lock

clean:
	rm -rf $(VENV) db.sqlite3* staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis
