/**
 * The grammar of FilterString as far as clients are known to use it: comparisons, AND, OR, NOT, parentheses, IN, LIKE,
 * BETWEEN, IS NULL, text in single quotes (doubled inside), numbers, dotted field names; keywords in any case.
 */
export const filterGrammar = String.raw`
{{
  const chain = (kind, head, tail) => (tail.length === 0 ? head : { kind, parts: [head, ...tail] });
  const negate = (negated, part) => (negated ? { kind: 'not', part } : part);
}}

start = _ filter:or _ { return filter; }

or = head:and tail:(_ OR _ part:and { return part; })* { return chain('or', head, tail); }
and = head:not tail:(_ AND _ part:not { return part; })* { return chain('and', head, tail); }
not = NOT _ part:not { return { kind: 'not', part }; } / primary
primary = '(' _ filter:or _ ')' { return filter; } / predicate

predicate = left:operand _ build:tail { return build(left); }

tail
  = operator:operator _ right:operand { return (left) => ({ kind: 'compare', operator, left, right }); }
  / IS negated:(__ NOT)? __ NULL { return (left) => negate(negated, { kind: 'null', left }); }
  / negated:(NOT __)? build:set { return (left) => negate(negated, build(left)); }

set
  = IN _ '(' _ items:list _ ')' { return (left) => ({ kind: 'in', left, items }); }
  / LIKE _ pattern:text { return (left) => ({ kind: 'like', left, pattern: pattern.value }); }
  / BETWEEN _ low:operand _ AND _ high:operand { return (left) => ({ kind: 'between', left, low, high }); }

list = head:literal tail:(_ ',' _ item:literal { return item; })* { return [head, ...tail]; }

operator = '<>' / '!=' { return '<>'; } / '>=' / '<=' / '=' / '>' / '<'
operand = literal / field
literal = text / number
text = [Nn]? "'" characters:("''" { return "'"; } / [^'])* "'" { return { kind: 'literal', value: characters.join('') }; }
number = digits:$([+-]? ([0-9]+ ('.' [0-9]*)? / '.' [0-9]+)) ![\p{L}_]u { return { kind: 'literal', value: Number(digits) }; }
field = !reserved name:$(identifier ('.' identifier)*) { return { kind: 'field', name }; }
identifier = [\p{L}_]u part*
part = [\p{L}\p{N}_]u
reserved = (AND / OR / NOT / IN / LIKE / BETWEEN / IS / NULL)

AND = 'and'i !part
OR = 'or'i !part
NOT = 'not'i !part
IN = 'in'i !part
LIKE = 'like'i !part
BETWEEN = 'between'i !part
IS = 'is'i !part
NULL = 'null'i !part
_ = [ \t\r\n\u3000]*
__ = [ \t\r\n\u3000]+
`;
