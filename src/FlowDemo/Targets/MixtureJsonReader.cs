using System.Text;
using System.Text.Json;

namespace FlowDemo.Targets;

/// <summary>Reads the JSON of a mixture token by token, so that every complaint can give its line and column.</summary>
internal ref struct MixtureJsonReader
{
    private const double Asymmetry = 1e-9;
    private readonly ReadOnlySpan<byte> json;
    private readonly string name;
    private Utf8JsonReader reader;

    public MixtureJsonReader(ReadOnlySpan<byte> json, string name)
    {
        this.json = json;
        this.name = name;
        reader = new Utf8JsonReader(this.json);
    }

    public GaussianMixture ReadMixture()
    {
        List<GaussianComponent>? components = null;
        Expect(JsonTokenType.StartObject, "an object { \"components\": [...] }");
        while (NextField() is string field)
        {
            if (field != "components")
            {
                throw Fault($"there is no field '{field}' here; the only one is 'components'");
            }

            components = components is null ? ReadComponents() : throw Fault("'components' is given twice");
        }

        // The reader sees to it that nothing follows.
        Advance();
        return components is null
            ? throw new FlowDemoException($"The file '{name}' has no field 'components'.")
            : new GaussianMixture(components.ToArray());
    }

    private List<GaussianComponent> ReadComponents()
    {
        List<GaussianComponent> components = [];
        Expect(JsonTokenType.StartArray, "an array of components");
        long start = reader.TokenStartIndex;
        while (Advance() != JsonTokenType.EndArray)
        {
            components.Add(ReadComponent());
        }

        return components.Count > 0 ? components : throw FaultAt(start, "a mixture needs at least one component");
    }

    private GaussianComponent ReadComponent()
    {
        Require(JsonTokenType.StartObject, "a component { \"weight\": ..., \"mean\": [x, y], \"covariance\" or \"std\": ... }");
        long start = reader.TokenStartIndex;
        double? weight = null;
        (double X, double Y)? mean = null;
        (double XX, double XY, double YY)? covariance = null;
        while (NextField() is string field)
        {
            bool isRepeated = field switch
            {
                "weight" => weight is not null,
                "mean" => mean is not null,
                "covariance" or "std" => covariance is not null,
                _ => throw Fault($"a component has no field '{field}'; it has weight, mean, and covariance or std"),
            };
            if (isRepeated)
            {
                throw Fault(field is "covariance" or "std"
                    ? "a component has one covariance or std, this is a second"
                    : $"'{field}' is given twice");
            }

            switch (field)
            {
                case "weight":
                    weight = ReadPositive("weight");
                    break;
                case "mean":
                    mean = ReadPair("a mean [x, y]");
                    break;
                case "std":
                    double std = ReadPositive("std");
                    covariance = (std * std, 0, std * std);
                    break;
                default:
                    covariance = ReadCovariance();
                    break;
            }
        }

        if (weight is null || mean is null || covariance is null)
        {
            string missing = weight is null ? "weight" : mean is null ? "mean" : "covariance or std";
            throw FaultAt(start, $"this component has no {missing}");
        }

        GaussianComponent component = new(
            weight.Value, mean.Value.X, mean.Value.Y, covariance.Value.XX, covariance.Value.XY, covariance.Value.YY);
        return component.Fault() is string fault ? throw FaultAt(start, $"this component cannot be used: {fault}") : component;
    }

    private (double XX, double XY, double YY) ReadCovariance()
    {
        Expect(JsonTokenType.StartArray, "a covariance [[xx, xy], [xy, yy]]");
        long start = reader.TokenStartIndex;
        (double xx, double xy) = ReadPair("the first row [xx, xy] of a covariance");
        (double yx, double yy) = ReadPair("the second row [xy, yy] of a covariance");
        Expect(JsonTokenType.EndArray, "the end of the covariance");

        // Programs write matrices whose two halves differ by rounding; those are meant to be symmetric.
        return Math.Abs(xy - yx) <= Asymmetry * Math.Max(Math.Abs(xy), Math.Abs(yx))
            ? (xx, (xy / 2) + (yx / 2), yy)
            : throw FaultAt(start, "the covariance is not symmetric");
    }

    private (double First, double Second) ReadPair(string what)
    {
        Expect(JsonTokenType.StartArray, what);
        double first = ReadNumber();
        double second = ReadNumber();
        Expect(JsonTokenType.EndArray, $"the end of {what}, which has two numbers");
        return (first, second);
    }

    private double ReadPositive(string what)
    {
        double value = ReadNumber();
        return value > 0 ? value : throw Fault($"{what} is not positive");
    }

    private double ReadNumber()
    {
        Expect(JsonTokenType.Number, "a number");
        return reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Fault("the number is not finite");
    }

    /// <summary>The name of the next field of an object, or null at its end.</summary>
    private string? NextField()
    {
        if (Advance() == JsonTokenType.EndObject)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            // What the reader says of bytes or escapes in a string that stand for no text.
            throw FaultAt(reader.TokenStartIndex, "the name of the field is not valid text", e);
        }
    }

    private void Expect(JsonTokenType type, string what)
    {
        Advance();
        Require(type, what);
    }

    private readonly void Require(JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
        {
            throw Fault($"{what} belongs here");
        }
    }

    private JsonTokenType Advance()
    {
        try
        {
            return reader.Read() ? reader.TokenType : JsonTokenType.None;
        }
        catch (JsonException e)
        {
            throw FaultAt(Offset(e), "not valid JSON: what stands here cannot be read", e);
        }
    }

    private readonly FlowDemoException Fault(string message) => FaultAt(reader.TokenStartIndex, message);

    private readonly FlowDemoException FaultAt(long offset, string message, Exception? cause = null)
    {
        ReadOnlySpan<byte> before = json[..(int)Math.Min(offset, json.Length)];
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        string text = $"{name}, line {line}, column {column}: {message}.";
        return cause is null ? new FlowDemoException(text) : new FlowDemoException(text, cause);
    }

    /// <summary>The place of a syntax error, in bytes from the start.</summary>
    private readonly long Offset(JsonException e)
    {
        int offset = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            offset += json[offset..].IndexOf((byte)'\n') + 1;
        }

        return offset + (e.BytePositionInLine ?? 0);
    }
}
