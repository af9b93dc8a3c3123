using System.Text;
using CsCheck;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class MixtureFileTests
{
    private static readonly Gen<GaussianComponent> Components =
        from weight in Gen.Double[0.01, 10]
        from x in Gen.Double[-10, 10]
        from y in Gen.Double[-10, 10]
        from xx in Gen.Double[0.01, 5]
        from yy in Gen.Double[0.01, 5]
        from correlation in Gen.Double[-0.95, 0.95]
        select new GaussianComponent(weight, x, y, xx, correlation * Math.Sqrt(xx * yy), yy);

    [Fact]
    public void Covariances_and_standard_deviations_are_read()
    {
        GaussianMixture mixture = Read("""
            { "components": [
              { "weight": 3, "mean": [1.0, -2.0], "covariance": [[0.3, 0.1], [0.1, 0.2]] },
              { "std": 0.5, "mean": [0, 2e1], "weight": 1 } ] }
            """);
        Assert.Equal(
            [new GaussianComponent(0.75, 1, -2, 0.3, 0.1, 0.2), new GaussianComponent(0.25, 0, 20, 0.25, 0, 0.25)],
            mixture.Components.AsEnumerable());
        Assert.False(mixture.IsKernelMixture);
    }

    [Fact]
    public void A_byte_order_mark_and_halves_that_differ_by_rounding_do_no_harm()
    {
        GaussianMixture mixture = Read("\ufeff" + One("[[0.3, 0.1], [0.10000000000000002, 0.2]]"));
        Assert.Equal(0.1, mixture.CovarianceXY, 1e-15);
    }

    [Fact]
    public void Whatever_is_written_is_read_back() => Components.Array[1, 6].Sample(static components =>
    {
        using HostileCulture _ = HostileCulture.Enter();
        GaussianMixture mixture = new(components);
        using MemoryStream stream = new();
        MixtureFile.Write(mixture, stream);
        GaussianMixture back = MixtureFile.Read(stream.ToArray(), "m.json");
        return back.Components.SequenceEqual(mixture.Components);
    });

    [Fact]
    public void Weights_that_were_normalised_once_stay_as_they_are() => Gen.Double[1e-3, 1e3].Array[1, 3000].Sample(static weights =>
    {
        GaussianMixture once = new([.. weights.Select(static w => new GaussianComponent(w, 0, 0, 1, 0, 1))]);
        return new GaussianMixture(once.Components.AsSpan()).Components.SequenceEqual(once.Components);
    });

    [Theory]
    [MemberData(nameof(TestMixtures.CatalogAndRings), MemberType = typeof(TestMixtures))]
    public void Every_target_is_read_back_to_the_last_bit(string name)
    {
        GaussianMixture mixture = TestMixtures.CatalogOrRing(name).Mixture;
        using MemoryStream stream = new();
        MixtureFile.Write(mixture, stream);
        Assert.Equal(mixture.Components.AsEnumerable(), MixtureFile.Read(stream.ToArray(), "m.json").Components);
    }

    [Fact]
    public void What_is_written_is_the_format_that_is_read()
    {
        using MemoryStream stream = new();
        MixtureFile.Write(new GaussianMixture(new GaussianComponent(2, 1, -2, 0.3, 0.1, 0.2)), stream);
        string compact = string.Concat(Encoding.UTF8.GetString(stream.ToArray()).Where(static c => !char.IsWhiteSpace(c)));
        Assert.Equal("""{"components":[{"weight":1,"mean":[1,-2],"covariance":[[0.3,0.1],[0.1,0.2]]}]}""", compact);
        Assert.DoesNotContain('\r', Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Weights_are_normalised() => Components.Array[1, 20].Sample(static components =>
        Math.Abs(new GaussianMixture(components).Components.Sum(static c => c.Weight) - 1) < 1e-14);

    [Theory]
    [InlineData("[]", "m.json, line 1, column 1: an object { \"components\": [...] } belongs here.")]
    [InlineData("{}", "The file 'm.json' has no field 'components'.")]
    [InlineData("{ \"components\": [] }", "m.json, line 1, column 17: a mixture needs at least one component.")]
    [InlineData("{ \"components\": 1 }", "m.json, line 1, column 17: an array of components belongs here.")]
    [InlineData("{ \"modes\": [] }", "m.json, line 1, column 3: there is no field 'modes' here; the only one is 'components'.")]
    [InlineData(
        "{ \"components\": [\n  1 ] }",
        "m.json, line 2, column 3: a component { \"weight\": ..., \"mean\": [x, y], \"covariance\" or \"std\": ... } belongs here.")]
    public void The_outer_object_is_checked(string json, string message) => AssertRefused(message, json);

    [Theory]
    [InlineData("\"weight\": 0, \"mean\": [0, 0], \"std\": 1", 13, "weight is not positive")]
    [InlineData("\"weight\": -1, \"mean\": [0, 0], \"std\": 1", 13, "weight is not positive")]
    [InlineData("\"weight\": \"1\", \"mean\": [0, 0], \"std\": 1", 13, "a number belongs here")]
    [InlineData("\"weight\": 1e999, \"mean\": [0, 0], \"std\": 1", 13, "the number is not finite")]
    [InlineData("\"weight\": 1, \"mean\": [0, \"NaN\"], \"std\": 1", 28, "a number belongs here")]
    [InlineData("\"weight\": 1, \"mean\": [0], \"std\": 1", 26, "a number belongs here")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0, 0], \"std\": 1", 31, "the end of a mean [x, y], which has two numbers belongs here")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0], \"std\": 0", 39, "std is not positive")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0], \"std\": null", 39, "a number belongs here")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"std\": 1, \"colour\": 2",
        42,
        "a component has no field 'colour'; it has weight, mean, and covariance or std")]
    [InlineData("\"weight\": 1, \"weight\": 2, \"mean\": [0, 0], \"std\": 1", 16, "'weight' is given twice")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"std\": 1, \"covariance\": [[1, 0], [0, 1]]",
        42,
        "a component has one covariance or std, this is a second")]
    [InlineData("\"mean\": [0, 0], \"std\": 1", 1, "this component has no weight")]
    [InlineData("\"weight\": 1, \"std\": 1", 1, "this component has no mean")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0]", 1, "this component has no covariance or std")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 0.5], [0.4, 1]]", 46, "the covariance is not symmetric")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 0.5], [-0.5, 1]]", 46, "the covariance is not symmetric")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 2], [2, 1]]",
        1,
        "this component cannot be used: its covariance [[1, 2], [2, 1]] is not positive definite")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"covariance\": [[-1, 0], [0, -1]]",
        1,
        "this component cannot be used: its covariance [[-1, 0], [0, -1]] is not positive definite")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 1], [1, 1]]",
        1,
        "this component cannot be used: its covariance [[1, 1], [1, 1]] is not positive definite")]
    [InlineData("\"weight\": 1, \"mean\": [0, 0], \"covariance\": [1, 0, 0, 1]", 47, "the first row [xx, xy] of a covariance belongs here")]
    [InlineData(
        "\"weight\": 1, \"mean\": [0, 0], \"std\": 1e200",
        1,
        "this component cannot be used: its covariance [[Infinity, 0], [0, Infinity]] is not positive definite")]
    public void Components_are_checked(string component, int column, string message)
    {
        using HostileCulture _ = HostileCulture.Enter();
        AssertRefused(
            $"m.json, line 3, column {column}: {message}.",
            "{ \"components\": [\n{ \"weight\": 1, \"mean\": [0, 0], \"std\": 1 },\n{ " + component + " }\n] }");
    }

    [Theory]
    [InlineData("{ \"components\": [\n  { \"weight\": NaN } ] }", 2, 15)]
    [InlineData("{ \"components\": [\n  { \"weight\": 1,5 } ] }", 2, 17)]
    [InlineData("{ \"components\":\n", 2, 1)]
    [InlineData("not json", 1, 2)]
    [InlineData("{ \"components\": [{ \"weight\": 1, \"mean\": [0, 0], \"std\": 1 }] } x", 1, 63)]
    public void Broken_syntax_is_located(string json, int line, int column)
    {
        string message = Assert.Throws<FlowDemoException>(() => Read(json)).Message;
        Assert.StartsWith($"m.json, line {line}, column {column}: not valid JSON: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("{ \"\u00ff\": 1 }")]
    public void A_field_name_that_is_no_text_is_refused(string json) =>
        Assert.StartsWith(
            "m.json, line 1, column 3: ",
            Assert.Throws<FlowDemoException>(() => MixtureFile.Read(Encoding.Latin1.GetBytes(json), "m.json")).Message,
            StringComparison.Ordinal);

    private static GaussianMixture Read(string json) => MixtureFile.Read(Encoding.UTF8.GetBytes(json), "m.json");

    private static string One(string covariance) =>
        $$"""{ "components": [ { "weight": 1, "mean": [0, 0], "covariance": {{covariance}} } ] }""";

    private static void AssertRefused(string message, string json) =>
        Assert.Equal(message, Assert.Throws<FlowDemoException>(() => Read(json)).Message);
}
