using System.Text;
using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Learning.Files;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Files;

public sealed class ModelFileTests
{
    public static TheoryData<string, string> Models => new()
    {
        { "boss", "responsibility" },
        { "velocity-lora:1", "responsibility" },
        { "distill", "fourier" },
        { "distill", "affine" },
        { "reflow", "responsibility" },
        { "oracle-2rf", "responsibility" },
        { "distill", "mlp" },
        { "consistency", "responsibility" },
        { "instaflow:2,1.5", "responsibility" },
        { "instaflow:2,1.5", "fourier" },
        { "meta:2", "fourier" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_that_is_read_back_gives_the_same_bytes(string method, string regressor)
    {
        using HostileCulture hostile = HostileCulture.Enter();
        TrainingOptions options = new()
        {
            Pairs = 64,
            Steps = [1, 2],
            Features = 120,
            Hidden = 6,
            Iterations = 20,
            Regressor = RegressorKinds.Parse(regressor),
            Seed = 3,
            Schedule = method is "boss" or "velocity-lora:1" ? "uniform" : null
        };
        VelocityModel model = LearningProblems.Train(method, LearningProblems.Ring, options);
        byte[] written = Bytes(model);
        VelocityModel read = ModelFile.Read(written, "a.json");
        Assert.Equal(written, Bytes(read));
        SampleBatch x = NormalNoise.Random(20, 0, NoiseStream.Test).Points;
        foreach ((ModelMember before, ModelMember after) in model.Members.Zip(read.Members))
        {
            SampleBatch first = x.NewLike();
            SampleBatch second = x.NewLike();
            before.Field.Evaluate(0.5, x, first);
            after.Field.Evaluate(0.5, x, second);
            Assert.True(first.Values.SequenceEqual(second.Values));
        }
    }

    [Fact]
    public void The_same_training_gives_the_same_file_whatever_the_threads()
    {
        TrainingOptions options = new() { Pairs = 700, Steps = [2], Features = 75 };
        byte[] one = Bytes(Trainer.Train("boss", LearningProblems.Ring, "linear", options, new Execution(1)));
        byte[] four = Bytes(Trainer.Train("boss", LearningProblems.Ring, "linear", options, new Execution(4)));
        Assert.Equal(one, four);
    }

    [Theory]
    [InlineData("\"version\": 2", "\"version\": 1", "has version 1, and this program reads version 2; 'flowdemo train' writes a new one")]
    [InlineData("\"version\": 2", "\"version\": \"two\"", "line 3 ('$.version')")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"bent\"", "no path 'bent'")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"trigonometric\"", "does not match its hash")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"x\\ud800\"", "line 5, column 13 holds a string that is no text")]
    [InlineData("\"path\": \"linear\"", "\"p\\ud800\": \"linear\"", "line 5, column 5 holds a string that is no text")]
    [InlineData("\"path\": \"linear\"", "\"path\": null", "line 5 holds null")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"linear\", \"path\": \"linear\"", "line 5 ('$.content")]
    [InlineData("\"pairs\": 64", "\"pears\": 64", "('$.content.training.options")]
    [InlineData("\"pairs\": 64", "\"pairs\": 1", "training takes from 16")]
    [InlineData("\"pairs\": 64", "\"pairs\": 64.5", "('$.content.training.options.pairs')")]
    [InlineData("\"penalty\": 1E-06", "\"penalty\": 1e999", "('$.content.training.options.penalty')")]
    [InlineData("\"regressor\": \"affine\"", "\"regressor\": 2", "('$.content.training.options.regressor')")]
    [InlineData("\"members\"", "\"limbs\"", "('$.content")]
    [InlineData("\"members\": [", "\"members\": [null, ", "holds null")]
    [InlineData("\"coefficients\": [", "\"coefficients\": [0,", "7 coefficients for 3 features")]
    [InlineData("\"coefficients\": [", "\"coefficients\": [1e999,", "functions[0].coefficients'")]
    [InlineData("\"knots\": [0]", "\"knots\": [0,0.5]", "1 functions for 2 knots")]
    [InlineData("\"grid\": [0,1]", "\"grid\": [0,0.5]", "starts at 0 and ends at 1")]
    [InlineData("\"kind\": \"linear\",", "", "does not begin with its kind")]
    [InlineData("\"kind\": \"linear\"", "\"kind\": \"cubic\"", "functions[0]")]
    [InlineData("\"format\": \"flowdemo-model\"", "\"format\": \"other\"", "format is not")]
    [InlineData("\"format\": \"flowdemo-model\",", "", "format is not")]
    [InlineData("\"seed\": 0", "\"seed\": 1", "does not match its hash")]
    [InlineData("\"seed\": 0", "\"seed\":  0", "does not match its hash")]
    [InlineData("{", "", "not JSON: line 2")]
    [InlineData("{\n  \"format\"", "[{\n  \"format\"", "not JSON: line")]
    public void A_file_that_cannot_be_used_is_refused_with_the_reason(string old, string replacement, string reason)
    {
        string text = Encoding.UTF8.GetString(Bytes(LearningProblems.Train(
            "distill", LearningProblems.Gaussian, new TrainingOptions { Pairs = 64, Steps = [1], Regressor = RegressorKind.Affine })));
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        string changed = text[..at] + replacement + text[(at + old.Length)..];
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(changed), "a.json"));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Contains("'a.json'", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_and_marks_are_not()
    {
        byte[] bytes = Bytes(LearningProblems.Train("oracle-2rf", LearningProblems.Ring, new TrainingOptions { Pairs = 64 }));
        string text = Encoding.UTF8.GetString(bytes);
        int place = text.IndexOf("\"linear\"", StringComparison.Ordinal);
        byte[] broken = [.. bytes];
        broken[place + 2] = 0xFF;
        Assert.Contains(
            "holds a string that is no text",
            Assert.Throws<FlowDemoException>(() => ModelFile.Read(broken, "a.json")).Message,
            StringComparison.Ordinal);
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(bytes, Bytes(ModelFile.Read((byte[])[.. encoding.Preamble, .. encoding.GetBytes(text)], "a.json")));
        }
    }

    [Theory]
    [MemberData(nameof(TestMixtures.CatalogAndRings), MemberType = typeof(TestMixtures))]
    public void A_model_of_every_target_is_read_back_and_used_on_it(string name)
    {
        Target target = TestMixtures.CatalogOrRing(name);
        TrainingOptions options = new() { Pairs = 16, Steps = [1], Features = 75, Schedule = "uniform" };
        byte[] written = Bytes(LearningProblems.Train("boss", target, options));
        VelocityModel read = ModelFile.Read(written, "a.json");
        Assert.Equal(written, Bytes(read));
        Assert.Equal(target.Mixture.Components.AsEnumerable(), read.Target.Components);
        Assert.Equal(read.Members.AsEnumerable(), new ComparedField("a", read).For(target, "linear").Model!.Members);
    }

    private static byte[] Bytes(VelocityModel model)
    {
        using StringWriter writer = new();
        ModelFile.Write(model, writer);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }
}
