using System.Text;
using FlowDemo.Learning;
using FlowDemo.Learning.Files;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;

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
        TrainingOptions options = new() { Pairs = 64, Budgets = [1, 2], Features = 120, Hidden = 6, Iterations = 20, Regressor = RegressorKinds.Parse(regressor), Seed = 3, Schedule = method is "boss" or "velocity-lora:1" ? "uniform" : null };
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
        TrainingOptions options = new() { Pairs = 700, Budgets = [2], Features = 75 };
        byte[] one = Bytes(Trainer.Train("boss", LearningProblems.Ring, "linear", options, new FlowDemo.Sampling.Execution(1)));
        byte[] four = Bytes(Trainer.Train("boss", LearningProblems.Ring, "linear", options, new FlowDemo.Sampling.Execution(4)));
        Assert.Equal(one, four);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version is 2")]
    [InlineData("\"dimension\": 2", "\"dimension\": 3", "dimension is 3")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"bent\"", "no path 'bent'")]
    [InlineData("\"path\": \"linear\"", "\"path\": \"trigonometric\"", "does not match its hash")]
    [InlineData("\"pairs\": 64", "\"pears\": 64", "'training.pairs' is missing")]
    [InlineData("\"members\"", "\"limbs\"", "'members' is missing")]
    [InlineData("\"coefficients\": [", "\"coefficients\": [0,", "7 coefficients for 3 features")]
    [InlineData("\"format\": \"flowdemo-model\"", "\"format\": \"other\"", "format is not")]
    [InlineData("\"seed\": 0", "\"seed\": 1", "does not match its hash")]
    [InlineData("{", "", "not JSON")]
    public void A_file_that_cannot_be_used_is_refused_with_the_reason(string old, string replacement, string reason)
    {
        string text = Encoding.UTF8.GetString(Bytes(LearningProblems.Train("distill", LearningProblems.Gaussian, new TrainingOptions { Pairs = 64, Budgets = [1], Regressor = RegressorKind.Affine })));
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        string changed = text[..at] + replacement + text[(at + old.Length)..];
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(changed), "a.json"));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(VelocityModel model)
    {
        using StringWriter writer = new();
        ModelFile.Write(model, writer);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }
}
