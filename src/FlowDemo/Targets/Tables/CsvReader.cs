using System.Buffers;
using System.Text;

namespace FlowDemo.Targets.Tables;

/// <summary>
/// Splits comma-separated text into records: fields may be quoted, a quoted field may hold commas, line ends and doubled
/// quotes, a line may end in "\n", "\r\n" or "\r", and blank lines are passed over. Another character may stand for the
/// comma; where it is a space, any number of them counts as one, and those at the ends of a line do not count.
/// </summary>
/// <remarks>Shafranovich, Common Format and MIME Type for Comma-Separated Values (CSV) Files, 2005, RFC 4180.</remarks>
/// <param name="text">The whole text.</param>
/// <param name="name">What the text is called in complaints.</param>
/// <param name="delimiter">What stands between two fields.</param>
internal sealed class CsvReader(string text, string name, char delimiter = ',')
{
    private readonly SearchValues<char> plainEnds = SearchValues.Create([delimiter, '\r', '\n', '"']);
    private readonly StringBuilder quoted = new();
    private int position;
    private int line = 1;

    /// <summary>The records of a text.</summary>
    /// <exception cref="FlowDemoException">A quote stands where none can.</exception>
    public IEnumerable<CsvRecord> Records()
    {
        while (position < text.Length)
        {
            CsvRecord record = ReadRecord(out bool isBlank);
            if (!isBlank)
            {
                yield return record;
            }
        }
    }

    private CsvRecord ReadRecord(out bool isBlank)
    {
        int firstLine = line;
        int start = position;
        List<string> fields = [];
        SkipSpaces();
        do
        {
            fields.Add(position < text.Length && text[position] == '"' ? ReadQuoted(fields.Count + 1) : ReadPlain(fields.Count + 1));
        }
        while (AcceptDelimiter());

        isBlank = text.AsSpan(start, position - start).IsWhiteSpace();
        EndLine();
        return new CsvRecord(firstLine, fields);
    }

    private string ReadPlain(int column)
    {
        int length = text.AsSpan(position).IndexOfAny(plainEnds);
        string field = length < 0 ? text[position..] : text.Substring(position, length);
        position += field.Length;
        return position < text.Length && text[position] == '"'
            ? throw new FlowDemoException($"{name}, line {line}, column {column}: a quote in the middle of a field; put the whole field "
                + $"in quotes and double those inside.")
            : field;
    }

    private string ReadQuoted(int column)
    {
        int firstLine = line;
        quoted.Clear();
        position++;
        while (position < text.Length)
        {
            if (Accept('"'))
            {
                if (!Accept('"'))
                {
                    return position == text.Length || (text[position] == delimiter || text[position] is '\r' or '\n')
                        ? quoted.ToString()
                        : throw new FlowDemoException($"{name}, line {line}, column {column}: text behind the closing quote of a field; "
                            + $"{TableForm.NameOf(delimiter)} or the end of the line belongs there.");
                }

                quoted.Append('"');
            }
            else if (text[position] is '\r' or '\n')
            {
                int start = position;
                EndLine();
                quoted.Append(text, start, position - start);
            }
            else
            {
                quoted.Append(text[position++]);
            }
        }

        throw new FlowDemoException($"{name}, line {firstLine}, column {column}: the quote that opens here is never closed.");
    }

    private bool AcceptDelimiter()
    {
        bool stands = Accept(delimiter);
        SkipSpaces();
        return stands && !(delimiter == ' ' && (position == text.Length || text[position] is '\r' or '\n'));
    }

    private void SkipSpaces()
    {
        while (delimiter == ' ' && Accept(' '))
        {
        }
    }

    private bool Accept(char c)
    {
        bool stands = position < text.Length && text[position] == c;
        position += stands ? 1 : 0;
        return stands;
    }

    private void EndLine()
    {
        if (Accept('\r') | Accept('\n'))
        {
            line++;
        }
    }
}

/// <summary>One record of a table.</summary>
/// <param name="Line">The line of the file, from 1, on which it starts.</param>
/// <param name="Fields">Its fields without their quotes, at least one.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
