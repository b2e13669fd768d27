"""C expressions in two forms.

`source` is what asyncc compiles. `lower` gives what a plain compiler takes: the same expression with
its side effects made into statements of their own, in the order of clause 5 of docs/language.md:
operands with side effects from left to right, each finished before the next; plain ones last, with
their operator. It knows nothing of how asyncc does it.
"""

import itertools


class Type:
    def __init__(self, name, size=0, signed=True, floating=False):
        self.name, self.size, self.signed, self.floating = name, size, signed, floating


VOID = Type("void")
BOOL, SCHAR, UCHAR = Type("_Bool", 1, False), Type("signed char", 1), Type("unsigned char", 1, False)
SHORT, USHORT = Type("short", 2), Type("unsigned short", 2, False)
INT, UINT = Type("int", 4), Type("unsigned", 4, False)
LONG, ULONG = Type("long", 8), Type("unsigned long", 8, False)
FLOAT, DOUBLE = Type("float", 4, True, True), Type("double", 8, True, True)
RECORD, PAIR = Type("struct record"), Type("struct pair")
INT_POINTER, RECORD_POINTER = Type("int *"), Type("struct record *")

INTEGERS = [BOOL, SCHAR, UCHAR, SHORT, USHORT, INT, INT, UINT, LONG, ULONG]
NUMBERS = INTEGERS + [FLOAT, DOUBLE]


def promoted(type):
    return INT if not type.floating and type.size < 4 else type


def common(left, right):
    """The usual arithmetic conversions."""
    left, right = promoted(left), promoted(right)
    for floating in (DOUBLE, FLOAT):
        if floating in (left, right):
            return floating
    if left.size != right.size:
        return max(left, right, key=lambda type: type.size)
    return right if left.signed else left


class Prelude(list):
    """The statements that must run before an expression's text."""

    names = itertools.count()

    def hold(self, type, text):
        """A temporary with the value that the text has now."""
        name = f"t{next(self.names)}"
        self.append(f"{type.name} {name} = {text};")
        return name


class Expression:
    """A leaf; others derive from it. `effects`: clause 5.1; `fixed`: its value never changes."""

    is_place = False

    def __init__(self, type, source, effects=False, awaits=False, fixed=False):
        self.type, self.source, self.effects, self.awaits, self.fixed = type, source, effects, awaits, fixed

    def lower(self, prelude):
        return self.source


class Operation(Expression):
    """An operator with operands that are all evaluated. `effect`: the operator itself has one."""

    def __init__(self, type, template, operands, effect=False, awaits=False):
        super().__init__(type, template.format(*[operand.source for operand in operands]),
                         effect or any(operand.effects for operand in operands),
                         awaits or any(operand.awaits for operand in operands),
                         not effect and all(operand.fixed for operand in operands))
        self.template, self.operands = template, operands

    def lower(self, prelude):
        texts = []
        for operand in self.operands:
            text = operand.lower(prelude)
            if operand.effects and not operand.is_place:
                text = prelude.hold(operand.type, text)
            texts.append(text)
        return self.template.format(*texts)


class Place(Operation):
    """An lvalue: evaluating it finds the place, and reads nothing."""

    is_place = True

    def __init__(self, type, template, operands=(), volatile=False, bits=False):
        super().__init__(type, template, operands)
        self.fixed, self.volatile, self.bits = False, volatile, bits

    def read(self):
        return Operation(promoted(self.type) if self.bits else self.type, "{}", [self], self.volatile)


class Sequence(Expression):
    """&&, ||, ?:, the comma: each operand is finished before the next begins, if it is evaluated."""

    def __init__(self, type, template, operands):
        super().__init__(type, template.format(*[operand.source for operand in operands]),
                         any(operand.effects for operand in operands),
                         any(operand.awaits for operand in operands))
        self.template, self.operands = template, operands

    def lower(self, prelude):
        return self.template.format(*[finished(operand) for operand in self.operands])


class Selection(Expression):
    """_Generic and __builtin_choose_expr: only the chosen branch counts."""

    def __init__(self, source, chosen):
        super().__init__(chosen.type, source, chosen.effects, chosen.awaits)
        self.chosen = chosen

    def lower(self, prelude):
        return f"({self.chosen.lower(prelude)})"


class Block(Expression):
    """A statement expression: statements in both forms, and a value."""

    def __init__(self, statements, value):
        super().__init__(value.type, f"({{ {statements.source} {value.source}; }})", True,
                         statements.awaits or value.awaits)
        self.statements, self.value = statements, value

    def lower(self, prelude):
        return f"({{ {self.statements.plain} {finished(self.value)}; }})"


def finished(expression):
    """A full expression as plain C."""
    prelude = Prelude()
    text = expression.lower(prelude)
    return f"({{ {' '.join(prelude)} {text}; }})" if prelude else text
