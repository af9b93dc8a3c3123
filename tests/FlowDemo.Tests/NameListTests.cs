namespace FlowDemo.Tests;

public sealed class NameListTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "euler", true)]
    [InlineData("eu*", "euler", true)]
    [InlineData("*er", "euler", true)]
    [InlineData("e*l*r", "euler", true)]
    [InlineData("**u**", "euler", true)]
    [InlineData("*ler", "eulerer", false)]
    [InlineData("*aab", "aaab", true)]
    [InlineData("e*", "heun", false)]
    [InlineData("eul", "euler", false)]
    [InlineData("euler*x", "euler", false)]
    [InlineData("e.ler", "euler", false)]
    [InlineData("", "euler", false)]
    public void A_star_stands_for_any_run(string pattern, string name, bool fits) => Assert.Equal(fits, NameList.Matches(pattern, name));

    [Fact]
    public void A_pattern_may_be_of_any_length()
    {
        string letters = new('a', 100_000);
        Assert.False(NameList.Matches("*" + letters, "euler"));
        Assert.True(NameList.Matches("*" + letters + "*", letters));
    }

    [Theory]
    [InlineData("eulr", "euler")]
    [InlineData("EULER", "euler")]
    [InlineData("huen", "heun")]
    [InlineData("lms", null)]
    [InlineData("comfyui", null)]
    public void A_guess_is_near_or_none(string typed, string? guess) =>
        Assert.Equal(guess, NameList.Nearest(typed, ["euler", "heun", "oss"]));

    [Fact]
    public void No_guess_is_made_for_what_is_no_name()
    {
        string letters = new('a', 60_000);
        Assert.Null(NameList.Nearest(letters, [letters + "b"]));
        Assert.Null(NameList.Nearest("euler", [letters]));
    }
}
