using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDemo.Interchange;

namespace FlowDemo.Targets;

/// <summary>A mixture as rows <c>[weight, x, y, xx, xy, yy]</c>, a component a row.</summary>
internal sealed class MixtureRowsConverter : JsonConverter<GaussianMixture>
{
    private const int Width = 6;

    /// <inheritdoc/>
    public override GaussianMixture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<GaussianComponent> components = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ImmutableArray<double> row = NumberLineConverter.Read(ref reader);
            components.Add(
                row.Length == Width ? new GaussianComponent(row[0], row[1], row[2], row[3], row[4], row[5]) : throw new JsonException());
        }

        return new GaussianMixture(components.ToArray());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, GaussianMixture value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (GaussianComponent c in value.Components)
        {
            NumberLineConverter.Write(writer, [c.Weight, c.MeanX, c.MeanY, c.CovarianceXX, c.CovarianceXY, c.CovarianceYY]);
        }

        writer.WriteEndArray();
    }
}
