"""Matching, slow and obvious: one instrument after the other, one condition after the other, as docs/matching.md says it.

Written from the words, not from the engine: it shares its values (rulesets, answers, what a date or an area is) and none of
its bitmaps, classes or shortcuts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from matcher.engine import predicates as p
from matcher.engine.agenda import due
from matcher.engine.answers import (
    APPLICANT,
    AT,
    BASE,
    BUDGET,
    DISCIPLINE,
    GOAL,
    MONTHS,
    PARTNERS,
    PLACE,
    ROLE,
    START,
    THEME,
    Answers,
    CheckId,
    PlaceCode,
    QuestionName,
)
from matcher.engine.availability import Availability, availability
from matcher.engine.chances import chances_from
from matcher.engine.money import Amount, cover
from matcher.engine.openers import Changes
from matcher.engine.places import Area, Atlas
from matcher.engine.ranking import ENOUGH_DAYS, WORTH_FROM_EUR
from matcher.engine.ruleset import EngineRule, Instrument, InstrumentId, Part, RuleEffect, Ruleset
from matcher.engine.timing import State, Timing, TimingKind
from matcher.engine.truth import Truth
from tests.the import the

YES, MAYBE, NO = Truth.MET, Truth.UNKNOWN, Truth.NOT_MET


@dataclass
class Judged:
    id: InstrumentId
    verdict: str
    score: int
    failing: list[str]
    unknown: list[str]
    tier: str
    money: bool
    pays: Amount
    group: str
    checks: tuple[CheckId, ...] = ()


def judge(ruleset: Ruleset, on: date, answers: Answers, tried: Iterable[Changes] = ()) -> list[Judged]:
    """All instruments, in the order to show them: money first, then by verdict, open before expected, points, name.

    `tried` has other answers to one or two questions: nothing is almost unless some of them open it."""
    tried = tuple(tried)
    atlas = Atlas.on(on, ruleset.places, ruleset.groups)
    can_change: dict[str, bool] = {question.name: question.can_change for question in ruleset.questions}
    found = [judge_one(one, ruleset, atlas, on, answers, can_change) for one in ruleset.instruments]
    for number, one in enumerate(ruleset.instruments):
        if found[number].verdict == "almost" and found[number].failing[0] not in one.checks:
            changed = [answers.changed(changes) for changes in tried if all(can_change[name] for name in changes)]
            if all(judge_one(one, ruleset, atlas, on, said, can_change).failing for said in changed):
                found[number] = replace(found[number], verdict="no", group="other")
    for number, one in enumerate(ruleset.instruments):
        # Who applies brings partners of its own: how many there are is not asked.
        asked = replace(one, min_partners=None, min_countries=one.min_countries and 1)

        def judge_plan(said: Answers, asked: Instrument = asked) -> Judged:
            return judge_one(asked, ruleset, atlas, on, said, can_change)

        rules = [rule for rule in ruleset.rules if one.id in rule.instruments and in_force(rule, on)]
        if another_applies(one, found[number], rules, judge_plan, answers, atlas):
            found[number] = replace(found[number], group="through")
    offered = next((one.options for one in ruleset.questions if one.name == BASE), ())
    if BASE not in answers.values and offered:
        homes = [Answers({BASE: frozenset({place})}) for place in offered]
        for number, one in enumerate(ruleset.instruments):
            judged = [judge_one(one, ruleset, atlas, on, home, can_change) for home in homes]
            if all("base" in each.failing for each in judged):
                found[number] = replace(found[number], tier="elsewhere")
    names = {one.id: one.sort_name for one in ruleset.instruments}
    order = ["fits", "may-fit", "almost", "no"]
    tiers = ["now", "status-first", "expected", "expected-status-first", "elsewhere"]
    return sorted(
        found,
        key=lambda j: (not j.money, order.index(j.verdict), tiers.index(j.tier), -j.score, names[j.id], j.id),
    )


def is_asked_for_a_start(timing: Timing, state: Availability, on: date) -> bool:
    has_dates = timing.kind is TimingKind.ROLLING or timing.season is not None or any(chances_from(timing, on))
    return has_dates or state is Availability.EXPECTED


def judge_one(
    one: Instrument, ruleset: Ruleset, atlas: Atlas, on: date, answers: Answers, can_change: Mapping[str, bool]
) -> Judged:
    failing: list[str] = []
    unknown: list[str] = []
    nobody_can_change = False

    def ask(what: str, truth: Truth, changeable: bool) -> None:
        nonlocal nobody_can_change
        if truth is NO:
            failing.append(what)
            nobody_can_change = nobody_can_change or not changeable
        elif truth is MAYBE:
            unknown.append(what)

    def option(question: QuestionName, wanted: frozenset[str]) -> Truth:
        chosen = answers.chosen(question)
        if chosen is None:
            return MAYBE
        return YES if any(value in wanted for value in chosen) else NO

    if one.goals:
        ask("goal", option(GOAL, one.goals), can_change["goal"])
    if one.applicants:
        ask("applicant", option(APPLICANT, one.applicants), can_change["applicant"])
    if one.disciplines:
        art = option(DISCIPLINE, one.disciplines)
        if one.any_art_for:
            art = max(art, option(APPLICANT, one.any_art_for))
        ask("discipline", art, can_change["discipline"])
    if one.base:

        def based(atlas: Atlas) -> Truth:
            return place_truth(answers.chosen(BASE), one.base, atlas)

        here = on_its_day(based, one, ruleset, answers, on)
        free = one.base_not_for & one.applicants if one.applicants else one.base_not_for
        if free:
            here = max(here, option(APPLICANT, free))
        if set(answers.chosen(APPLICANT) or ()) & one.base_not_for:
            here = YES
        if one.base_lead_only:
            role = answers.chosen(ROLE)
            here = max(here, MAYBE if role is None else NO if "lead" in role else YES)
        ask("base", here, can_change["base"] or (one.base_lead_only and can_change["role"]))
    partners, countries = one.min_partners or 0, one.min_countries or 0
    if partners or countries or one.sides:

        def with_partners(atlas: Atlas) -> Truth:
            said, who = answers.number(PARTNERS), set(answers.chosen(APPLICANT) or ())
            asked = {partners}
            free = one.base_not_for & one.applicants if one.applicants else one.base_not_for
            if partners and one.base and free:  # who may apply from elsewhere is a partner too
                asked = {partners - 1} if who and who <= free else {partners - 1, partners}
                asked = {partners} if who and not who & free else asked
            outcomes = {YES if not n else MAYBE if said is None else YES if said >= n else NO for n in asked}
            enough = outcomes.pop() if len(outcomes) == 1 else MAYBE
            abroad = YES
            if one.where or countries:
                abroad = destinations(answers, one, countries, atlas)
            return min(enough, abroad, *[on_side(answers, side, atlas) for side in one.sides], YES)

        ask("partners", on_its_day(with_partners, one, ruleset, answers, on), can_change["partners"])
    elif one.where:

        def at_place(atlas: Atlas) -> Truth:
            if one.where_role == "area":
                return place_truth(answers.chosen(PLACE), one.where, atlas)
            return destinations(answers, one, 0, atlas)

        ask("where", on_its_day(at_place, one, ruleset, answers, on), can_change["place"])
    if one.is_away:
        at = answers.chosen(AT)
        who = set(answers.chosen(APPLICANT) or ())
        here = NO if at and "here" in at else YES
        if one.base and one.base_not_for:
            here = max(here, option(APPLICANT, one.base_not_for))
        ask("where", here, can_change["at"])
        free = one.base_not_for & one.applicants if one.applicants else one.base_not_for
        if one.base and one.where and free:
            # Who is free to be elsewhere, and works with somebody from here, says whether it happens there or at home.
            hosts = option(GOAL, frozenset({"host-incoming"}))
            bound = MAYBE if not who else NO if who & free else YES

            def leads_there(atlas: Atlas) -> Truth:
                return place_truth(answers.chosen(PLACE), one.where, atlas)

            there = on_its_day(leads_there, one, ruleset, answers, on)
            ask(
                "where",
                max(hosts, there, bound, option(AT, frozenset({"here"}))),
                can_change["at"] or can_change["place"],
            )
            elsewhere = NO if at and at & {"there", "elsewhere"} else YES
            ask("where", max(there, bound, elsewhere), can_change["at"] or can_change["place"])
    if one.is_in_person:
        at = answers.chosen(AT)
        ask("where", NO if at and "online" in at else YES, can_change["at"])
    if one.min_is_threshold and one.amount.min_eur is not None:
        budget = answers.number(BUDGET)
        truth = MAYBE if budget is None else YES if budget >= one.amount.min_eur else NO
        ask("budget", truth, can_change["budget"])
    if one.max_months is not None:
        months = answers.number(MONTHS)
        ask("months", MAYBE if months is None else YES if months <= one.max_months else NO, can_change["months"])

    if one.admission != "application" and one.gives_money:
        ask("admission", NO, False)
    state = availability(one.timing, on)
    if state is Availability.CLOSED:
        ask("availability", NO, False)
    elif is_asked_for_a_start(one.timing, state, on):
        ask("start", due(one.timing, answers.day(START), on).in_time, can_change["start"])

    points_by_rules = 0
    most_eur, most_pct = [], []
    for rule in ruleset.rules:
        if one.id not in rule.instruments or not in_force(rule, on):
            continue
        holds = min((truth_of(test, answers, atlas) for test in rule.when), default=YES)
        asked = [name for test in rule.when for name in named_in(test)]
        if rule.effect is RuleEffect.EXCLUDE:
            ask(rule.id, opposite(holds), any(can_change[name] for name in asked))
        elif rule.effect is RuleEffect.REQUIRE:
            assert rule.require is not None, "it requires something"
            asked += named_in(rule.require)
            truth = max(opposite(holds), truth_of(rule.require, answers, atlas))
            ask(rule.id, truth, any(can_change[name] for name in asked))
        elif rule.effect is RuleEffect.POINTS and holds is YES:
            points_by_rules += rule.points
        elif rule.effect is RuleEffect.LIMIT and holds is YES:
            most_eur += [rule.max_eur] if rule.max_eur is not None else []
            most_pct += [rule.max_rate_pct] if rule.max_rate_pct is not None else []
    pays = replace(
        one.amount,
        max_eur=min(most_eur) if most_eur else one.amount.max_eur,
        max_rate_pct=min(most_pct) if most_pct else one.amount.max_rate_pct,
    )
    said = answers.chosen(APPLICANT) or frozenset()
    for_others = {each.check for each in one.checks_for if said and not said & each.applicants}
    checks = tuple(check for check in one.checks if check not in for_others)
    for_some = {each.check for each in one.checks_for}
    for check in checks:
        if answers.checks.get(check) is False:
            ask(check, MAYBE if check in for_some and not said else NO, True)

    if not failing:
        verdict = "may-fit" if unknown else "fits"
    else:
        through = failing == ["applicant"] and any(told.applicant in said for told in one.through)
        verdict = "almost" if len(failing) == 1 and not nobody_can_change and not through else "no"
    score = points(replace(one, amount=pays), ruleset.weights, answers, atlas, on, state, points_by_rules)
    later = state in (Availability.EXPECTED, Availability.CLOSED)
    tier = "-".join(["expected"] * later + ["status-first"] * one.needs_first) or "now"
    group = "one-change" if verdict == "almost" else verdict
    if verdict == "no":
        group = "later" if failing == ["availability"] and one.timing.state is not State.ENDED else "other"
    return Judged(one.id, verdict, score, failing, unknown, tier, one.gives_money, pays, group, checks)


def another_applies(
    one: Instrument,
    judged: Judged,
    rules: Iterable[EngineRule],
    judge: Callable[[Answers], Judged],
    answers: Answers,
    atlas: Atlas,
) -> bool:
    """Whether the route is for this plan and another applies: besides who applies nothing fails but what is asked of that other,
    and none of it fails for one who may apply and is established where the visitor is, or in a place of the plan. To rules the
    places of a plan are where it leads, whoever tells it. What that other's plan costs nobody knows."""
    places = {"base", "partners", "where"}
    ruled = {rule.id for rule in rules if {APPLICANT, BASE} & {*asked_by(rule)}}
    who = answers.chosen(APPLICANT) or frozenset()
    mine = [told for told in one.through if told.applicant in who]
    if judged.verdict != "no" or not mine:
        return False
    otherwise = {goal for told in mine for goal in told.goals}
    goals = answers.chosen(GOAL)
    if otherwise and goals and not goals & otherwise:
        return False
    base, named = answers.chosen(BASE), answers.chosen(PLACE)
    if base and any({atlas.within(PlaceCode(code), told.home) for code in base} == {NO} for told in mine if told.home):
        return False
    of_the_other = {"applicant", "budget", *places, *ruled, *(["goal"] if otherwise else [])}
    who_applies = {"applicant", "base", *[rule.id for rule in rules if APPLICANT in asked_by(rule)]}
    if not who_applies & {*judged.failing} or not {*judged.failing} <= of_the_other:
        return False
    plans = [(base, named)]
    for at in named or [None]:
        others = {code for code in named or () if code != at} | {*(base or ())}
        plans.append((frozenset({at}) if at else None, frozenset(others) or None))
    for applicant in one.applicants:
        for number, (established, elsewhere) in enumerate(plans):
            said = answers.changed({APPLICANT: frozenset({applicant}), BASE: established})
            where = said.changed({PLACE: elsewhere}) if number else answers
            if not (places & {*judge(where).failing} | ruled & {*judge(said).failing}):
                return True
    return False


def asked_by(rule: EngineRule) -> list[QuestionName]:
    return [name for test in (*rule.when, *([rule.require] if rule.require else [])) for name in named_in(test)]


def on_its_day(
    judge: Callable[[Atlas], Truth],
    one: Instrument,
    ruleset: Ruleset,
    answers: Answers,
    on: date,
) -> Truth:
    """With the members of the day by which one applies, where a round surely serves the start; where that is not known, all days
    from then to the start must agree; else of the start; but never of a day that is past. Without a start those of today;
    what fails with them and could hold with later ones is unknown."""

    def members(day: date) -> Atlas:
        return Atlas.on(max(day, on), ruleset.places, ruleset.groups)

    start = answers.day(START)
    turns = {
        day
        for periods in ruleset.groups.values()
        for period in periods
        for day in (period.since, period.until and period.until + timedelta(days=1))
        if day and day > on
    }
    if start is not None:
        found = due(one.timing, start, on)
        first = found.submit_by or start
        last = first if found.in_time is YES else start
        outcomes = {judge(members(day)) for day in (first, *[turn for turn in turns if first < turn <= last])}
        return outcomes.pop() if len(outcomes) == 1 else MAYBE
    truth = judge(members(on))
    if truth is not NO:
        return truth
    return MAYBE if any(judge(members(day)) is not NO for day in turns) else NO


def on_side(answers: Answers, side: p.Side, atlas: Atlas) -> Truth:
    """At least so many of the applicant and the partners; each place has one partner, and more may be anywhere in them."""
    base, places, partners = answers.chosen(BASE), answers.chosen(PLACE), answers.number(PARTNERS)
    home = MAYBE if base is None else place_truth(base, side.area, atlas)
    if places is None:
        return YES if home is YES and side.least == 1 else MAYBE
    inside_of = [inside(code, side.area, atlas) for code in places]
    more = 0 if partners is None else max(0, partners - len(places))
    least = (home is YES) + inside_of.count(YES) + (more if all(one is YES for one in inside_of) else 0)
    if least >= side.least:
        return YES
    if all(one is NO for one in inside_of):
        most = int(home is not NO)
    elif partners is None:
        return MAYBE
    else:
        most = (home is not NO) + len(inside_of) - inside_of.count(NO) + more
    return MAYBE if most >= side.least else NO


def opposite(truth: Truth) -> Truth:
    return {YES: NO, NO: YES, MAYBE: MAYBE}[truth]


def in_force(rule: EngineRule, on: date) -> bool:
    return not (rule.since and on < rule.since) and not (rule.until and on > rule.until)


def named_in(test: p.Predicate) -> list[QuestionName]:
    match test:
        case p.AnyOf(name) | p.AnsweredAs(name) | p.NoneOf(name) | p.AllWithin(name):
            return [name]
        case p.AnyPlace(name) | p.NoPlace(name) | p.AllPlaces(name) | p.CountsAtLeast(name):
            return [name]
        case p.AtLeast(name) | p.AtMost(name) | p.AnsweredFrom(name) | p.Before(name) | p.After(name):
            return [name]
    raise AssertionError(test)


def truth_of(test: p.Predicate, answers: Answers, atlas: Atlas) -> Truth:
    (name,) = named_in(test)
    match test, answers.values.get(name):
        case p.AnsweredAs(_, wanted), frozenset(chosen):
            return YES if chosen & wanted else NO
        case p.AnsweredFrom(_, limit), int(number):
            return YES if number >= limit else NO
        case p.AnsweredAs() | p.AnsweredFrom(), None:
            return NO
        case _, None:
            return MAYBE
        case p.AnyOf(_, wanted), frozenset(chosen):
            return YES if chosen & wanted else NO
        case p.NoneOf(_, wanted), frozenset(chosen):
            return NO if chosen & wanted else YES
        case p.AllWithin(_, wanted), frozenset(chosen):
            return YES if chosen <= wanted else NO
        case p.AnyPlace(_, area), frozenset(places):
            return place_truth(places, area, atlas)
        case p.NoPlace(_, area), frozenset(places):
            return opposite(place_truth(places, area, atlas))
        case p.AllPlaces(_, area), frozenset(places):
            return min(inside(code, area, atlas) for code in places)
        case p.CountsAtLeast(_, area, count), frozenset(places):
            truths = {code: inside(code, area, atlas) for code in places}
            return enough_countries(truths, count, area, atlas)
        case p.AtLeast(_, limit), int(number):
            return YES if number >= limit else NO
        case p.AtMost(_, limit), int(number):
            return YES if number <= limit else NO
        case p.Before(_, day), date() as said:
            return YES if said < day else NO
        case p.After(_, day), date() as said:
            return YES if said > day else NO
    raise AssertionError(test)


def inside(code: str, area: Area, atlas: Atlas) -> Truth:
    return atlas.tree.within(PlaceCode(code), atlas.ground(area))


def place_truth(codes: Iterable[str] | None, area: Area, atlas: Atlas) -> Truth:
    return MAYBE if codes is None else max(inside(code, area, atlas) for code in codes)


def country(code: str, atlas: Atlas) -> PlaceCode:
    return atlas.tree.country(PlaceCode(code))


def counted_country(code: str, area: Area, atlas: Atlas) -> PlaceCode:
    """A territory is one country with its state, unless the route lists it by itself."""
    itself = country(code, atlas)
    return itself if itself in area.places else atlas.tree.places[itself].state or itself


def enough_countries(truths: dict[str, Truth], wanted: int, area: Area, atlas: Atlas) -> Truth:
    certain = {counted_country(code, area, atlas) for code, truth in truths.items() if truth is YES}
    possible = {counted_country(code, area, atlas) for code, truth in truths.items() if truth is not NO}
    return YES if len(certain) >= wanted else MAYBE if len(possible) >= wanted else NO


def destinations(answers: Answers, one: Instrument, countries: int, atlas: Atlas) -> Truth:
    """Whether the places are destinations, or in countries enough, wherever abroad may be seen from."""
    area, home_area = one.where, one.base
    named = answers.chosen(PLACE)
    places = named or ()
    base = answers.chosen(BASE)
    homes: set[str] = {country(at, atlas) for at in base or places}
    views = {(home, False) for home in (homes if base else homes | {"elsewhere"})}
    if one.base and one.base_not_for:
        ours: set[tuple[str, bool]] = {(atlas.tree.country(member), True) for member in atlas.ground(one.base).members}
        applicant = answers.chosen(APPLICANT)
        if applicant is None:
            views |= ours
        elif applicant & one.base_not_for:
            views = ours or views
    outcomes = set()

    def counting(code: str, home: str) -> Truth:
        truth = inside(code, area, atlas) if area else YES
        if country(code, atlas) == home and not (one.where_role == "area" and not countries):
            # Only where the area names it more closely than by its country, and no applicant of the route lives there.
            truth = atlas.tree.within(PlaceCode(code), atlas.named(area))
            if countries:
                truth = min(truth, opposite(inside(code, home_area, atlas)))
                closely, theirs = atlas.named(area), atlas.ground(home_area)
                parts = closely.partial - theirs.partial
                if all(inside(one, home_area, atlas) is YES for one in closely.full | parts):
                    truth = NO  # whatever part of the place is meant: applicants live there
        return truth

    for home, is_free in views:
        truths = {code: counting(code, home) for code in places}
        if not is_free:
            outcomes.add(enough_countries(truths, max(countries, 1), area, atlas))
        for at in base or ("",) if is_free else ():
            # Whoever is free to be established anywhere receives it there: beside what is named, if it is another country.
            if at == "":
                without = enough_countries(truths, max(countries, 1), area, atlas)
                one_more = enough_countries(truths, max(countries, 1) - 1, area, atlas)
                outcomes.add(YES if without is YES else NO if one_more is NO else MAYBE)
            else:
                outcomes.add(enough_countries({**truths, at: counting(at, home)}, max(countries, 1), area, atlas))
    found = outcomes.pop() if len(outcomes) == 1 else MAYBE
    return MAYBE if named is None and found is NO else found


def points(
    one: Instrument,
    weights: Mapping[Part, int],
    answers: Answers,
    atlas: Atlas,
    on: date,
    state: Availability,
    by_rules: int,
) -> int:
    """The sum of the named parts."""
    total = 0

    def share_of(most: int, part: int, whole: int) -> int:
        return int(most * part / whole + 0.5)

    goals = answers.chosen(GOAL)
    if goals is not None:
        total += share_of(weights[Part.GOAL], len(goals & one.goals) if one.goals else len(goals), len(goals))

    made_for = 0
    disciplines = answers.chosen(DISCIPLINE)
    trade = one.disciplines and (answers.chosen(APPLICANT) or frozenset()) & one.any_art_for
    if disciplines is not None and (disciplines & one.disciplines or trade):
        made_for += 4 if len(one.disciplines) <= 2 else 3 if len(one.disciplines) <= 6 else 2
    places = answers.chosen(PLACE)
    if places is not None and one.where and place_truth(places, one.where, atlas) is YES:
        reach = len(atlas.ground(one.where).full)
        made_for += 4 if reach <= 3 else 3 if reach <= 12 else 2 if reach <= 60 else 1
    total += share_of(weights[Part.SPECIFICITY], made_for, 8)

    budget = answers.number(BUDGET)
    if budget is None or (one.amount.max_eur is None and one.amount.max_rate_pct is None):
        total += share_of(weights[Part.SHARE], 1, 2)
    else:
        total += share_of(weights[Part.SHARE], round(the(cover(one.amount, budget).share) * 100), 100)

    found = due(one.timing, answers.day(START), on)
    closing = found.submit_by or found.next_closing
    if state not in (Availability.CLOSED, Availability.EXPECTED):
        if closing is not None:
            quarters = next(quarters for least, quarters in ENOUGH_DAYS if (closing - on).days >= least)
            total += share_of(weights[Part.TIME], quarters, 4)
        elif found.in_time is not NO:
            total += share_of(weights[Part.TIME], 3, 4)

    worth = WORTH_FROM_EUR[one.effort]
    if worth == 0:
        total += weights[Part.EFFORT]
    elif budget is not None:
        total += share_of(weights[Part.EFFORT], min(budget, worth), worth)

    themes = answers.chosen(THEME)
    if themes is not None:
        total += share_of(weights[Part.THEME], len(themes & one.themes), len(themes))
    return total + max(-weights[Part.RULES], min(weights[Part.RULES], by_rules))
