"""Random statements, functions and programs, in the two forms of expressions.py.

What is undefined in C, or what neither C nor docs/language.md fixes, is not made: integers wrap (-fwrapv),
shifts and divisors are small, floating values too, loops and jumps back use up fuel. An expression
without an await has one side effect at most.
"""

import itertools

from expressions import (BOOL, DOUBLE, FLOAT, INT, INTEGERS, INT_POINTER, LONG, NUMBERS, PAIR, RECORD, RECORD_POINTER,
                         SCHAR, SHORT, Block, Expression, Operation, Place, Prelude, Selection, Sequence, Type, UCHAR,
                         UINT, ULONG, USHORT, VOID, common, finished, promoted)

SUFFIX = {BOOL: "bool", SCHAR: "schar", UCHAR: "uchar", SHORT: "short", USHORT: "ushort", INT: "int",
          UINT: "unsigned", LONG: "long", ULONG: "ulong", FLOAT: "float", DOUBLE: "double"}
BUMPED = {SCHAR: "schar", USHORT: "ushort", INT: "int", LONG: "long"}
NAMES = ["a", "b", "c", "n", "m", "k", "x", "y"]  # few, so that they hide each other


class Statement:
    def __init__(self, source, plain, awaits=False):
        self.source, self.plain, self.awaits = source, plain, awaits


def made(template, *parts):
    """A statement of expressions and statements."""
    return Statement(template.format(*[part.source for part in parts]),
                     template.format(*[part.plain if isinstance(part, Statement) else finished(part) for part in parts]),
                     any(part.awaits for part in parts))


def declared(template, value):
    """A declaration; its temporaries stand before it, for what it makes must outlive them."""
    prelude = Prelude()
    text = value.lower(prelude)
    return Statement(template.format(value.source), " ".join(prelude + [template.format(text)]), value.awaits)


def joined(statements):
    return Statement("\n".join(each.source for each in statements), "\n".join(each.plain for each in statements),
                     any(each.awaits for each in statements))


class Variable:
    """kind: number, record, array (of 4 int at least), pointer (to int), function."""

    def __init__(self, name, type, kind="number", volatile=False, fixed=False):
        self.name, self.type, self.kind, self.volatile, self.fixed = name, type, kind, volatile, fixed


class Function:
    def __init__(self, name, type, params):
        self.name, self.type, self.params = name, type, params


class Program:
    def __init__(self, rng, seed):
        self.rng, self.seed = rng, seed
        self.numbers = itertools.count()
        self.functions = []

    def text(self):
        parts = [self.function(f"f_{self.seed}_{i}") for i in range(self.rng.randint(0, 2))]
        parts.append(self.function(f"run_{self.seed}", INT, []))
        return ("#ifdef REFERENCE\n" + "\n".join(part.plain for part in parts) + "\n#else\n" +
                "\n".join(part.source for part in parts) + "\n#endif\n")

    def chance(self, percent):
        return self.rng.randrange(100) < percent

    def fresh(self, prefix):
        return f"{prefix}{next(self.numbers)}"

    # ---- variables and places

    def variables(self, kind):
        """Those to be seen from here."""
        seen = {}
        for scope in self.scopes:
            for variable in scope:
                seen[variable.name] = variable
        return [variable for variable in seen.values() if variable.kind == kind]

    def declare(self, variable):
        self.scopes[-1].append(variable)
        return variable

    def place(self, depth, types=NUMBERS):
        """A number that can be assigned to."""
        numbers = [each for each in self.variables("number") if each.type in types and not each.fixed]
        if numbers and self.chance(55):
            variable = self.rng.choice(numbers)
            return Place(variable.type, variable.name, volatile=variable.volatile)
        made = [place for place in [self.odd_place(depth) for _ in range(3)] if place.type in types]
        return made[0] if made else self.array_element(depth) if INT in types else Place(LONG, "wide")

    def array_element(self, depth):
        names = ["g"] + [each.name for each in self.variables("array")]
        return Place(INT, self.rng.choice(names) + "[{} & 3]", [self.integer(depth - 1)])

    def odd_place(self, depth):
        kind = self.rng.randrange(9)
        if kind < 2:
            return self.array_element(depth)
        if kind < 5:
            return self.member(self.record_place(depth), depth)
        if kind == 5:
            return Place(INT, "(*{})", [self.pointer(depth)])
        if kind == 6:
            return Place(INT, "port", volatile=True)
        if kind == 7:
            return Place(INT, "{}[{} & 1]", [self.pointer(depth, array=True), self.integer(depth - 1)])
        return Place(LONG, "wide")

    def member(self, record, depth):
        kind = self.rng.randrange(7)
        if kind == 0:
            return Place(SHORT, "{}.y[{} & 3]", [record, self.integer(depth - 1)])
        name, type, bits = [("a", INT, False), ("bits", UINT, True), ("low", INT, True), ("n.q", LONG, False),
                            ("n.c", SCHAR, False), ("flag", BOOL, False)][kind - 1]
        return Place(promoted(INT if bits else type) if bits else type, "{}." + name, [record], bits=bits)

    def record_place(self, depth):
        """A record that can be assigned to."""
        names = [each.name for each in self.variables("record")]
        kind = self.rng.randrange(6)
        if names and kind < 4:
            return Place(RECORD, self.rng.choice(names))
        if depth > 0 and kind == 4:
            return Place(RECORD, "(*{})", [self.awaited(RECORD_POINTER, "record_at({})", [self.integer(depth - 1)])])
        return Place(RECORD, "records[{} & 1]", [self.integer(depth - 1)])

    def pointer(self, depth, array=False):
        """An int *; with `array` to two of them at least."""
        names = [each.name for each in self.variables("array" if array else "pointer")]
        kind = self.rng.randrange(6)
        if names and kind < 3:
            return Place(INT_POINTER, self.rng.choice(names)).read()
        if array or depth <= 0:
            return Expression(INT_POINTER, "(g + 1)", fixed=True)
        if kind == 3:
            return self.operation(INT_POINTER, "place_now({})", [self.integer(depth - 1)], True)
        if kind == 4:
            return Sequence(INT_POINTER, "({} ? {} : {})",
                            [self.integer(depth - 1), self.pointer(depth - 1), self.pointer(depth - 1)])
        return self.awaited(INT_POINTER, "where({})", [self.integer(depth - 1)])

    # ---- expressions

    def operation(self, type, template, operands, effect=False):
        """What has more than one side effect, or reads beside one, gets an await: then the order is fixed."""
        operands = list(operands)
        awaits = "(await " in template
        changing = [operand for operand in operands if not operand.fixed and (operand.operands if operand.is_place
                                                                               else True)]
        if not awaits and not any(each.awaits for each in operands) and len(changing) > 1 and any(
                each.effects for each in operands):
            operands = [self.forced(operand) for operand in operands]
        return Operation(type, template, operands, effect, awaits)

    def forced(self, operand):
        """With an await around it, if it has a side effect."""
        if not operand.effects:
            return operand
        if operand.is_place:
            operand.operands = [self.forced(each) for each in operand.operands]
            return Place(operand.type, operand.template, operand.operands, operand.volatile, operand.bits)
        name = {RECORD: "same_record"}.get(operand.type) or "give_" + SUFFIX.get(operand.type, "")
        if operand.type not in SUFFIX and operand.type is not RECORD:
            return Sequence(operand.type, "((await pause_for(0)), {})", [operand])
        return Operation(operand.type, f"(await {name}({{}}))", [operand], True, True)

    def awaited(self, type, call, operands):
        return Operation(type, f"(await {call})", operands, True, True)

    def read(self, place):
        if place.bits:
            return Operation(INT, "(+{})", [place], place.volatile)
        return place.read()

    def number(self, type, depth):
        """What converts to `type` without undefined behaviour."""
        if type.floating:
            return self.floating(depth)
        if type in (INT, LONG) and self.chance(5):
            return self.floating(depth)
        return self.integer(depth)

    def leaf(self):
        kind = self.rng.randrange(10)
        type = self.rng.choice(INTEGERS)
        constant = Expression(INT, str(self.rng.choice([0, 1, 2, 3, 5, 7, 40, 255, -1, 70000])), fixed=True)
        if kind < 3:
            return constant
        if kind < 7:
            place = self.place(0)
            return self.read(place) if not place.type.floating else constant
        if kind == 7:
            return self.operation(INT, self.rng.choice(["tell({})", "nudge({})"]), [constant], True)
        return self.awaited(type, f"{self.rng.choice(['give', 'give', 'quick'])}_{SUFFIX[type]}({{}})", [constant])

    def integer(self, depth):
        if depth <= 0 or self.chance(20):
            return self.leaf()
        return self.rng.choice(self.INTEGERS)(self, depth - 1)

    def arithmetic(self, depth):
        left, right = self.integer(depth), self.integer(depth)
        operator = self.rng.choice(["+", "-", "*", "&", "|", "^"])
        return self.operation(common(left.type, right.type), f"({{}} {operator} {{}})", [left, right])

    def shift(self, depth):
        left, right = self.integer(depth), self.integer(depth)
        operator = self.rng.choice(["<<", ">>"])
        return self.operation(promoted(left.type), f"({{}} {operator} ({{}} & 7))", [left, right])

    def division(self, depth):
        left, right = self.integer(depth), self.integer(depth)
        operator = self.rng.choice(["/", "%"])
        return self.operation(common(left.type, common(right.type, INT)), f"({{}} {operator} (({{}} & 7) + 1))",
                              [left, right])

    def comparison(self, depth):
        operator = self.rng.choice(["<", ">", "<=", ">=", "==", "!="])
        side = self.floating if self.chance(15) else self.integer
        return self.operation(INT, f"({{}} {operator} {{}})", [side(depth), side(depth)])

    def unary(self, depth):
        operand = self.integer(depth)
        operator = self.rng.choice(["-", "~", "!", "+"])
        return self.operation(INT if operator == "!" else promoted(operand.type), f"({operator} {{}})", [operand])

    def cast(self, depth):
        type = self.rng.choice(INTEGERS)
        if self.chance(20):
            return self.operation(type, f"({type.name})(int){{}}", [self.floating(depth)])
        return self.operation(type, f"({type.name}){{}}", [self.integer(depth)])

    def logical(self, depth):
        operator = self.rng.choice(["&&", "||"])
        return Sequence(INT, f"({{}} {operator} {{}})", [self.integer(depth), self.integer(depth)])

    def conditional(self, depth):
        left, right = self.integer(depth), self.integer(depth)
        if self.chance(25):
            return Sequence(common(left.type, right.type), "({} ?: {})", [left, right])
        return Sequence(common(left.type, right.type), "({} ? {} : {})", [self.integer(depth), left, right])

    def comma(self, depth):
        right = self.integer(depth)
        return Sequence(right.type, "({}, {})", [self.anything(depth), right])

    def assignment(self, depth):
        place = self.place(depth)
        value = self.integer(depth) if place.bits else self.number(place.type, depth)
        if place.type.floating:
            return Sequence(INT, "({}, 1)", [self.operation(place.type, "({} = {})", [place, value], True)])
        operator = self.rng.choice(["=", "=", "+=", "-=", "*=", "^=", "|=", "&="])
        if place.type is BOOL:
            operator = "="
        if value.type.floating:
            operator = "="
        sign = "+" if place.bits else ""
        return self.operation(place.type, f"({sign}({{}} {operator} {{}}))", [place, value], True)

    def step(self, depth):
        place = self.place(depth, [type for type in INTEGERS if type is not BOOL])
        sign = "+" if place.bits else ""
        # the type of a bit-field's old value is gcc's and clang's own affair
        steps = ["++{}", "--{}"] if place.bits else ["{}++", "{}--", "++{}", "--{}"]
        return self.operation(place.type, f"({sign}({self.rng.choice(steps)}))", [place], True)

    def subscript(self, depth):
        kind = self.rng.randrange(5)
        if kind == 0:
            return self.operation(Type("char", 1), '"abcdefg"[{} & 7]', [self.integer(depth)])
        if kind == 1:
            return self.operation(INT, "((int[]){{{}, {}}})[{} & 1]", [self.integer(depth), self.integer(depth),
                                                                       self.integer(depth)])
        if kind == 2:
            return self.operation(INT, "({} & 3)[g]", [self.integer(depth)])
        return self.read(self.odd_place(depth + 1))

    def rvalue_member(self, depth):
        if self.chance(30):
            return self.operation(LONG, self.rng.choice(["{}.a", "{}.b"]), [self.pair(depth)])
        suffix, type = self.rng.choice([(".a", INT), (".n.q", LONG), (".n.c", SCHAR), (".flag", BOOL), (".y[{} & 3]", SHORT)])
        operands = [self.record(depth)] + ([self.integer(depth)] if "{}" in suffix else [])
        return self.operation(type, "{}" + suffix, operands)

    def call(self, depth):
        kind = self.rng.randrange(10)
        if kind < 2 and self.functions and self.budget > 0:
            self.budget -= 1
            function = self.rng.choice(self.functions)
            result = self.awaited(function.type, f"{function.name}({', '.join(['{}'] * len(function.params))})",
                                  [self.argument(type, depth) for type in function.params])
            return result if function.type in INTEGERS else self.operation(INT, "(int){}", [result])
        if kind < 5:
            type = self.rng.choice(INTEGERS)
            return self.awaited(type, f"{self.rng.choice(['give', 'give', 'quick'])}_{SUFFIX[type]}({{}})",
                                [self.integer(depth)])
        if kind == 5:
            return self.awaited(INT, "poke({}, {})", [self.integer(depth), self.integer(depth)])
        if kind == 6:
            return self.bump(depth)
        if kind == 7:
            return self.operation(INT, self.rng.choice(["tell({})", "nudge({})"]), [self.integer(depth)], True)
        if kind == 8:
            return self.operation(LONG, "sum(3, (double){}, (double)(int){}, (double){})",
                                  [self.floating(depth), self.integer(depth), self.floating(depth)], True)
        return self.through_pointer(depth)

    def bump(self, depth):
        """A callee changes a variable of ours while others wait."""
        place = self.place(depth, list(BUMPED))
        if place.bits:
            return self.read(place)
        name = ("volatile_" if place.volatile else "") + BUMPED[place.type]
        return self.awaited(place.type, f"bump_{name}(&{{}}, {{}})", [place, self.integer(depth)])

    def through_pointer(self, depth):
        pointers = [each.name for each in self.variables("function")]
        if pointers and self.chance(40):
            return self.awaited(INT, "{}({})", [Place(VOID, self.rng.choice(pointers)), self.integer(depth)])
        template = self.rng.choice(["{}({})", "(*{})({})", "apply({}, {})"])
        return self.awaited(INT, template, [self.callee(depth), self.integer(depth)])

    def callee(self, depth):
        kind = self.rng.randrange(3)
        if kind == 0:
            return self.awaited(Type("operation *"), "operation_at({})", [self.integer(depth)])
        if kind == 1:
            return Sequence(Type("operation *"), "({} ? negated : give_int)", [self.integer(depth)])
        return self.operation(Type("operation *"), "operations[{} & 1]", [self.integer(depth)])

    def unevaluated(self, depth):
        inner = self.integer(depth)
        kind = self.rng.randrange(3)
        if kind == 0:
            return Expression(ULONG, f"sizeof({inner.source})", fixed=True)
        other = self.integer(0)
        if kind == 1:
            chosen = self.rng.randrange(2)
            source = "__builtin_choose_expr({}, {}, {})".format(*([1, inner.source, other.source] if chosen else
                                                                  [0, other.source, inner.source]))
            return Selection(source, inner)
        control = self.integer(0)
        return Selection(f"_Generic({control.source}, {control.type.name}: {inner.source}, default: {other.source})", inner)

    def block_expression(self, depth):
        if self.nested > 1:
            return self.leaf()
        self.nested += 1
        self.scopes.append([])
        # gcc loses the value of some blocks with cleanups, so the plain form could not be compiled
        outer = self.loops, self.labels, self.scoped
        self.loops, self.labels, self.scoped = 0, False, False
        statements = joined([self.statement(1) for _ in range(self.rng.randint(1, 3))])
        value = self.integer(depth)
        self.loops, self.labels, self.scoped = outer
        self.scopes.pop()
        self.nested -= 1
        return Block(statements, self.operation(promoted(value.type), "(+{})", [value]))

    INTEGERS = ([arithmetic] * 4 + [comparison] * 2 + [logical, conditional, assignment, step, subscript] * 2 +
                [call] * 6 + [shift, division, unary, cast, comma, rvalue_member, unevaluated, block_expression])

    def floating(self, depth):
        """Small values, exact."""
        kind = self.rng.randrange(6) if depth > 0 else self.rng.randrange(2)
        numbers = [each for each in self.variables("number") if each.type.floating]
        if kind == 0 and numbers:
            variable = self.rng.choice(numbers)
            return Place(variable.type, variable.name, volatile=variable.volatile).read()
        if kind <= 1:
            return Expression(DOUBLE, self.rng.choice(["0.5", "1.25", "-3.0", "6.75"]), fixed=True)
        if kind == 2:
            left, right = self.floating(depth - 1), self.floating(depth - 1)
            return self.operation(common(left.type, right.type), "({} - {})", [left, right])
        type = self.rng.choice([FLOAT, DOUBLE])
        if kind == 3:
            return self.operation(type, f"({type.name})(signed char){{}}", [self.integer(depth - 1)])
        if kind == 4:
            left, right = self.floating(depth - 1), self.floating(depth - 1)
            return Sequence(common(left.type, right.type), "({} ? {} : {})", [self.integer(depth - 1), left, right])
        return self.awaited(type, f"give_{SUFFIX[type]}({{}})", [self.floating(depth - 1)])

    def record(self, depth):
        kind = self.rng.randrange(7) if depth > 0 else 0
        if kind == 0:
            return self.record_place(depth).read()
        if kind == 1:
            return Sequence(RECORD, "({} ? {} : {})", [self.integer(depth - 1), self.record(depth - 1),
                                                      self.record(depth - 1)])
        if kind == 2:
            return self.operation(RECORD, "({} = {})", [self.record_place(depth), self.record(depth - 1)], True)
        if kind == 3:
            return self.operation(RECORD, "((struct record){})", [self.record_list(depth - 1)])
        if kind == 4:
            return self.awaited(RECORD, "same_record({})", [self.record(depth - 1)])
        return self.awaited(RECORD, "make({}, {})", [self.integer(depth - 1), self.integer(depth - 1)])

    def pair(self, depth):
        if self.chance(40):
            return self.operation(PAIR, "((struct pair){{.b = {}, .a = {}}})", [self.integer(depth), self.integer(depth)])
        return self.awaited(PAIR, "pair({}, {})", [self.integer(depth), self.integer(depth)])

    def record_list(self, depth):
        """{...} for a record: a place, for it is part of what it initialises."""
        template = self.rng.choice(["{{{}, {{{}, {}}}, .n = {{.c = {}, .q = {}}}}}",
                                    "{{.y[2] = {}, .y[0] = {}, .n.q = {}, .a = {}, .bits = {} & 31}}",
                                    "{{.n = {{{}, {}}}, .low = {} & 63, .flag = {}, .y = {{[3] = {}}}}}"])
        return self.ordered_list(RECORD, template, [self.integer(depth) for _ in range(5)])

    def ordered_list(self, type, template, operands):
        operation = self.operation(type, template, operands)
        return Place(type, operation.template, operation.operands)

    def argument(self, type, depth):
        if type is RECORD:
            return self.record(depth)
        if type is INT_POINTER:
            return self.pointer(depth)
        return self.number(type, depth)

    def anything(self, depth):
        """For its side effects."""
        kind = self.rng.randrange(8)
        if kind == 0:
            return self.awaited(VOID, "pause_for({})", [self.integer(depth)])
        if kind == 1:
            return self.record(depth)
        if kind == 2:
            return Sequence(VOID, "({} ? (void){} : (void){})", [self.integer(depth), self.anything(depth - 1),
                                                                self.integer(depth)])
        if kind == 3:
            return self.operation(RECORD, "({} = {})", [self.record_place(depth), self.record(depth)], True)
        return self.rng.choice([self.assignment, self.step, self.call, self.integer])(depth)

    def guarded(self, depth):
        """A condition that fuel ends."""
        fuel = Expression(INT, "fuel-- > 0", True)
        return Sequence(INT, "({} && {})", [fuel, self.integer(depth)])

    # ---- declarations

    def new_name(self):
        name = self.rng.choice(NAMES)
        for scope in self.scopes[-1:]:
            while any(each.name == name for each in scope):
                name += "_"
        return name

    def hiding(self, name, make):
        """`make()` where the name means nothing: it is being declared."""
        hidden = [[each for each in scope if each.name != name] for scope in self.scopes]
        outer, self.scopes = self.scopes, hidden
        value = make()
        self.scopes = outer
        return value

    def named(self, type, hidden):
        """A type by its name, or as that of a variable."""
        same = [each.name for each in self.variables("number")
                if each.type is type and each.name != hidden and not each.volatile and not each.fixed]
        return f"__typeof__({self.rng.choice(same)})" if same and self.chance(40) else type.name

    def number_declaration(self):
        name, type = self.new_name(), self.rng.choice(NUMBERS)
        value = self.hiding(name, lambda: self.number(type, 3))
        qualifier = self.rng.choice(["", "", "", "", "volatile ", "const ", "register ", "_Alignas(32) ", "static "])
        if qualifier == "static ":
            value = Expression(INT, "3", fixed=True)
        if qualifier == "register " or not value.type.floating and self.chance(15):
            qualifier, type = "", promoted(value.type)  # register has no address
            statement = Statement(f"__auto_type {name} = +{value.source};", f"{type.name} {name} = {finished(value)};",
                                  value.awaits)
        else:
            own = f" + (int)sizeof {name}" if self.chance(10) and qualifier != "static " else ""
            statement = made(f"{qualifier}{self.named(type, name)} {name} = {{}}{own};", value)
        self.declare(Variable(name, type, volatile=qualifier == "volatile ", fixed=qualifier == "const "))
        return statement

    def two_declarations(self):
        first, second = self.new_name(), self.fresh("d")
        value = self.hiding(first, lambda: self.integer(2))
        self.declare(Variable(first, LONG))
        other = self.integer(2)
        self.declare(Variable(second, LONG))
        return made(f"long {first} = {{}}, {second} = {{}};", value, other)

    def record_declaration(self):
        name = self.new_name()
        make = self.rng.choice([lambda: self.record(2), lambda: self.record_list(2)])
        statement = declared(f"struct record {name} = {{}};", self.hiding(name, make))
        self.declare(Variable(name, RECORD, "record"))
        return statement

    def array_declaration(self):
        name = self.new_name()
        template = self.rng.choice(["{{{}, {}, [3] = {}}}", "{{[2] = {}, [1] = {}, {}}}", "{{{}, {}, {}}}"])
        value = self.hiding(name, lambda: self.ordered_list(INT_POINTER, template, [self.integer(2) for _ in range(3)]))
        check = f" _Static_assert(sizeof {name} / sizeof *{name} == 4, \"\");" if self.chance(30) else ""
        statement = declared(f"int {name}[4] = {{}};{check}", value)
        self.declare(Variable(name, INT, "array"))
        return statement

    def variable_array(self):
        name = self.new_name()
        size = self.hiding(name, lambda: self.integer(2))
        self.declare(Variable(name, INT, "array"))
        values = [self.integer(1) for _ in range(4)]
        fill = " ".join(f"{name}[{i}] = {{}};" for i in range(4))
        clear = f"for (unsigned i = 0; i < sizeof {name} / sizeof *{name}; i++) {name}[i] = 0;"
        return made(f"int {name}[({{}} & 3) + 4]; {clear} {fill} note(\"size\", sizeof {name});", size, *values)

    def pointer_declaration(self):
        name = self.new_name()
        kind = self.rng.randrange(3)
        if kind == 0:
            value = self.hiding(name, lambda: self.operation(
                INT_POINTER, "(int[4]){}", [self.ordered_list(INT_POINTER, "{{{}, {}}}", [self.integer(2), self.integer(2)])]))
        elif kind == 1 and self.variables("number"):
            numbers = [each for each in self.variables("number") if each.type is INT and not each.volatile and
                       not each.fixed and each.name != name]
            value = Expression(INT_POINTER, f"&{self.rng.choice(numbers).name}" if numbers else "&g[2]")
        else:
            value = self.hiding(name, lambda: self.pointer(2))
        statement = declared(f"int *{name} = {{}};", value)
        self.declare(Variable(name, INT_POINTER, "pointer"))
        return statement

    def function_declaration(self):
        name = self.new_name()
        value = self.hiding(name, lambda: self.callee(2))
        statement = made(f"async int (*{name})(int) = {{}};", value)
        self.declare(Variable(name, VOID, "function"))
        return statement

    DECLARATIONS = [number_declaration] * 6 + [two_declarations, record_declaration, record_declaration,
                                               array_declaration, pointer_declaration, function_declaration]

    # ---- statements

    def statement(self, depth):
        if self.chance(25):
            return self.rng.choice(self.DECLARATIONS)(self)
        if depth <= 0 or self.chance(35):
            return self.simple()
        choices = self.STATEMENTS + (self.JUMPS if self.labels else []) + (self.SCOPES if self.scoped else [])
        return self.rng.choice(choices)(self, depth - 1)

    def simple(self):
        kind = self.rng.randrange(12)
        if kind == 0 and self.loops > 0:
            return made(f"if ({{}}) {self.rng.choice(['break', 'continue'])};", self.integer(2))
        if kind == 1 and not self.deferred and self.depth > 1:
            return made("if ({}) {}", self.integer(2), self.leave())
        if kind == 2:
            return made('note("value", {});', self.number(LONG, 3))
        if kind == 3:
            return made("{};", self.operation(INT, "(g[{} & 3] = {})", [self.integer(2), self.integer(3)], True))
        return made("{};", self.anything(3))

    def leave(self):
        return made("return {};", self.number(self.type, 2))

    def block(self, depth, loop=False):
        """{ ... }, which notes some of its variables at the end."""
        self.scopes.append([])
        self.depth += 1
        outer, self.loops = self.loops, self.loops + 1 if loop else self.loops
        body = [self.statement(depth) for _ in range(self.rng.randint(1, 3))]
        body += [self.noted(each) for each in self.scopes[-1] if self.chance(50)]
        self.loops = outer
        self.depth -= 1
        self.scopes.pop()
        return made("{{\n{}\n}}", joined(body))

    def noted(self, variable):
        text = {"number": 'note("{0}", (long){0});', "record": 'note_record("{0}", {0});',
                "array": 'note("{0}", {0}[0] + {0}[3]);', "pointer": 'note("{0}", *{0});',
                "function": 'note("{0}", {0} == negated);'}[variable.kind].format(variable.name)
        return Statement(text, text)

    def branch(self, depth):
        if self.chance(50):
            return made("if ({}) {}", self.integer(3), self.block(depth))
        return made("if ({}) {} else {}", self.integer(3), self.block(depth), self.block(depth))

    def while_loop(self, depth):
        return made("while ({}) {}", self.guarded(2), self.block(depth, True))

    def do_loop(self, depth):
        return made("do {} while ({});", self.block(depth, True), self.guarded(2))

    def for_loop(self, depth):
        name = self.fresh("i")
        first = self.integer(2)
        self.scopes.append([Variable(name, INT)])
        statement = made(f"for (int {name} = {{}}; {{}}; {{}}) {{}}", first, self.guarded(2), self.anything(2),
                         self.block(depth, True))
        self.scopes.pop()
        return statement

    def case_body(self, depth):
        ending = self.rng.choice(["break;", "break;", "", "{ if (fuel & 1) break; }"])
        return made("{}" + ending.replace("{", "{{").replace("}", "}}"), self.block(depth))

    def switch(self, depth):
        parts = [self.case_body(depth) for _ in range(3)]
        return made("switch ({} & 7) {{\ncase 0: {}\ndefault: {}\ncase 2 ... 4: {}\n}}", self.integer(3), *parts)

    def switch_into(self, depth):
        """case labels in nested statements."""
        parts = [self.block(depth) for _ in range(4)]
        inner = self.rng.choice(["if ({1}) {{ {2} case 1: {3} }} else {{ case 2: {4} }}",
                                 "while ({1}) {{ {2} case 1: {3} case 2: {4} }}",
                                 "for (; {1};) {{ {2} {{ case 1: {3} }} case 2: {4} }}"])
        return made(f"switch ({{0}} & 3) {{{{\ncase 0: {inner}\n{{5}} break; default: case 3:;\n}}}}", self.integer(3),
                    self.guarded(2), *parts)

    def duff(self, depth):
        parts = [self.block(depth) for _ in range(4)]
        return made("switch ({} & 3) {{\ncase 0: do {{ {}\ncase 3: {}\ncase 2: {}\ndefault: {}\n}} while ({});\n}}",
                    self.integer(2), *parts, self.guarded(1))

    def plain_block(self, depth):
        return self.block(depth)

    def walk(self, depth):
        """A pointer that moves through an array; its step belongs to the left operand."""
        name = self.fresh("p")
        steps = []
        for operator in ("=", "+="):
            move = Operation(INT_POINTER, self.rng.choice(["{}++", "++{}"]), [Place(INT_POINTER, name)], True)
            value = self.awaited(INT, "give_int({})", [self.integer(2)])
            steps.append(Operation(INT, f"(*{{}} {operator} {{}})", [Place(INT, "{}", [move]), value], True))
        return made(f"{{{{ int {name}s[4] = {{{{1, 2}}}}, *{name} = {name}s; {{}}; {{}}; "
                    f'note("walk", *{name} + {name}s[0] + {name}s[1] * 3); }}}}', *steps)

    # jumps

    def jump_back(self, depth):
        label = self.fresh("l")
        return made(f"{label}: {{}} if ({{}}) goto {label};", self.block(depth), self.guarded(2))

    def jump_out(self, depth):
        label, inner = self.fresh("l"), self.fresh("i")
        return made(f"while ({{}}) {{{{ {{}} for (int {inner} = 0; {inner} < 2; {inner}++) {{{{ {{}} if ({{}}) goto {label}; }}}} }}}} "
                    f"{label}:;", self.guarded(2), self.block(depth), self.block(depth), self.integer(2))

    def jump_in(self, depth):
        label = self.fresh("l")
        head = self.rng.choice(["if ({1})", "while ({1})", "for (; {1};)", "switch ({1}) default:"])
        return made(f"if ({{0}}) goto {label}; {head} {{{{ {{2}} {label}: {{3}} }}}}", self.integer(2), self.guarded(2),
                    self.block(depth), self.block(depth))

    def computed(self, depth):
        table, labels = self.fresh("table"), [self.fresh("l") for _ in range(3)]
        targets = ", ".join(f"&&{label}" for label in labels[:2])
        return made(f"{{{{ static void *const {table}[] = {{{{{targets}}}}}; goto *{table}[{{}} & 1]; {labels[0]}: {{}} "
                    f"if (fuel & 1) goto {labels[2]}; {labels[1]}: {{}} {labels[2]}:; }}}}", self.integer(2),
                    self.block(depth), self.block(depth))

    # what is left behind on every way out

    def defer(self, depth):
        outer, self.deferred, loops = self.deferred, True, self.loops
        self.loops = 0
        body = self.block(depth)
        self.deferred, self.loops = outer, loops
        name = self.fresh("run")
        return Statement(f"defer {body.source}",
                         f"auto void {name}(char *); void {name}(char *at) {body.plain} "
                         f"char {name}_ __attribute__((cleanup({name})));", body.awaits)

    def cleanup(self, depth):
        name = self.new_name()
        value = self.hiding(name, lambda: self.integer(2))
        self.declare(Variable(name, INT))
        return made(f"int {name} __attribute__((cleanup(cleaned))) = {{}};", value)

    def variable_array_statement(self, depth):
        return self.variable_array()

    STATEMENTS = [branch, branch, while_loop, do_loop, for_loop, switch, switch_into, duff, plain_block, walk]
    JUMPS = [jump_back, jump_out, jump_in, computed]
    SCOPES = [defer, defer, cleanup, variable_array_statement]

    # ---- functions

    def function(self, name, type=None, params=None):
        self.type = type or self.rng.choice(NUMBERS)
        types = [self.rng.choice(NUMBERS + [RECORD, INT_POINTER]) for _ in range(self.rng.randrange(4))] \
            if params is None else params
        named = [Variable(self.fresh("p"), each, {RECORD: "record", INT_POINTER: "pointer"}.get(each, "number"))
                 for each in types]
        self.scopes = [named]
        self.loops = self.nested = self.depth = 0
        self.deferred = False
        self.scoped = self.chance(50)
        self.labels = not self.scoped
        self.budget = 3
        body = self.block(3 if self.chance(20) else 2)
        body = made("{}\n{}", body, self.leave())
        head = f"static async {self.type.name} {name}({', '.join(f'{each.type.name} {each.name}' for each in named) or 'void'})"
        self.functions.append(Function(name, self.type, types))
        return made(head + "\n{{\n{}\n}}\n", body)
