namespace FlowDemo.Cli.Tests;

/// <summary>Whatever a user gets wrong is one sentence on stderr with a hint below, exit 2, nothing on stdout and no file.</summary>
public sealed class BadInputTests
{
    private static readonly string[] Quick =
        ["-n", "32", "--reference-steps", "10", "-s", "euler", "-g", "uniform", "--nfe", "1", "--metric", "rmse"];

    [Theory]
    [InlineData("compar", "no command 'compar'. Did you mean 'compare'?")]
    [InlineData("compare euler", "'euler' has no place in 'flowdemo compare'")]
    [InlineData("compare --nfee 4", "no option '--nfee' for 'flowdemo compare'. Did you mean '--nfe'?")]
    [InlineData("--nfee=4", "Did you mean '--nfe'?")]
    [InlineData("-t ring compare", "'-t' stands before the command 'compare'")]
    [InlineData("compare --seed", "'--seed' needs a value")]
    [InlineData("compare --seed 1 --seed 2", "'--seed' is given 2 times")]
    [InlineData("compare -s eulr", "no solver 'eulr'. Did you mean 'euler'?")]
    [InlineData("compare -s euler:3", "The solver 'euler' takes no parameters")]
    [InlineData("compare -s zzz*", "no solver 'zzz*'")]
    [InlineData("compare -s ,", "No solver is named")]
    [InlineData("compare -g uniformm", "no schedule 'uniformm'. Did you mean 'uniform'?")]
    [InlineData("compare -g shift:x", "'x' is not that")]
    [InlineData("compare -g shift:NaN", "'NaN' is not that")]
    [InlineData("compare --metric rms", "no metric 'rms'. Did you mean 'rmse'?")]
    [InlineData("compare -t rign", "no target 'rign'. Did you mean 'ring'?")]
    [InlineData("compare -t nowhere.json", "nowhere.json")]
    [InlineData("compare -t nowhere.csv", "nowhere.csv")]
    [InlineData("compare --path pfgmpp:0.5", "a number from 1 to 1E+06, or inf, as its D; '0.5' is not that")]
    [InlineData("compare --path pfgmpp:NaN", "'NaN' is not that")]
    [InlineData("compare --field path:pfgmpp:0", "'0' is not that")]
    [InlineData("compare --field path:", "no path")]
    [InlineData("compare --field exact,causal:1,exact", "The field 'exact' is named twice")]
    [InlineData("compare --path pfgmpp -s er-sde", "adds normal noise by a score")]
    [InlineData("sample --path pfgmpp -s em --nfe 2", "adds normal noise by a score")]
    [InlineData("compare --path pfgmpp -g uniform+gauss", "is made for normal noise")]
    [InlineData("steer --path pfgmpp", "Steering is for paths that start from normal noise")]
    [InlineData("fit --path pfgmpp -o a.json", "is for paths that start from normal noise")]
    [InlineData("train boss --path pfgmpp -o a.json", "Training is for paths that start from normal noise")]
    [InlineData("compare --path pfgmpp -t penguins --resample 2", "is for paths that start from normal noise")]
    [InlineData("compare --exact-start", "name one, such as edm-heun:20")]
    [InlineData("compare --exact-start -m edm-heun", "leave one out")]
    [InlineData("compare -s edm-heun:0.5", "'0.5' is not that")]
    [InlineData("compare --source moons", "is points or a curve")]
    [InlineData("sample --source old-faithful --nfe 2", "is points or a curve")]
    [InlineData("compare --source nowhere.json", "nowhere.json")]
    [InlineData("compare --source ring --path vp", "takes no '--source'")]
    [InlineData("show ring --source ring --path pfgmpp", "takes no '--source'")]
    [InlineData("compare --path trigonometric:sin2", "'sin2' is not that")]
    [InlineData("compare --path linear:bump", "'bump' is not that")]
    [InlineData("compare --path encdec -s ddim:1", "em and sde-heun take the score itself")]
    [InlineData("compare --path pfgmpp -s er-sde,s*", "'er-sde' adds normal noise by a score")]
    [InlineData("compare --path pfgmpp -s er*", "'er-sde' adds normal noise by a score")]
    [InlineData("compare --field exact,causal:1 -s taylor2", "'taylor2' needs the exact derivatives")]
    [InlineData("compare --field causal:0.5 -s dopri5", "'dopri5' evaluates some samples alone")]
    [InlineData("compare --path linear:brownian -g uniform+mean", "is made for normal noise alone")]
    [InlineData("steer --source ring", "Steering is for paths that start from normal noise")]
    [InlineData("fit --source ring -o a.json", "is for paths that start from normal noise")]
    [InlineData("compare --source ring --model cat", "brings a flow of its own")]
    [InlineData("compare --path bridge", "'ring' has 8 components")]
    [InlineData("compare --path bridge:0", "'0' is not that")]
    [InlineData("compare --path mirror:none", "'none' is not that")]
    [InlineData("compare -t moons --path mirror", "'moons' is points or a curve")]
    [InlineData("compare --source ring --path mirror", "takes no '--source'")]
    [InlineData("compare --path mirror -s ddim:1", "em and sde-heun take the score itself")]
    [InlineData("compare --path bridge:1,far", "'far' is not that")]
    [InlineData("compare -t moons --path bridge:1,blurred", "'moons' is points or a curve")]
    [InlineData("compare --source ring --path bridge:1,blurred", "takes no '--source'")]
    [InlineData("compare --path bridge:1,blurred --class 1/4 --guidance 2", "every class starts from its own")]
    [InlineData("compare -t gaussian --path bridge --source ring", "takes no '--source'")]
    [InlineData("compare --path lineer", "no path 'lineer'. Did you mean 'linear'?")]
    [InlineData("compare --noise quasy", "'--noise' takes one of quasi, random; 'quasy' is not one of them. Did you mean 'quasi'?")]
    [InlineData("compare -f jsn", "Did you mean 'json'?")]
    [InlineData("compare --plot-kind grid --plot a.svg", "There is no plot 'grid'. Did you mean 'grids'?")]
    [InlineData("compare --plot-kind data-profile:2 --plot a.svg", "from 1E-09 to 1")]
    [InlineData("compare -t ring,moons --plot-kind grids --plot a.svg", "for several take profile or data-profile")]
    [InlineData("compare -t ring,ring", "'--target' names ring twice")]
    [InlineData("compare -t ring --scale 3,3", "'--scale' names 3 twice")]
    [InlineData("compare --seed 4-1", "takes ranges that go up")]
    [InlineData("compare --seed 0-2000", "at most 1000 seeds")]
    [InlineData("compare -t q*", "There is no target 'q*'.")]
    [InlineData("compare -t ring,moons -o ends.npy", "the end points of one problem")]
    [InlineData("best --nfe 1 -s heun", "No training-free method among those named can spend an NFE of 1")]
    [InlineData("best --nfe 2 -s fitted", "No training-free method")]
    [InlineData("best --nfe 2-4", "'--nfe' takes a whole number")]
    [InlineData("compare -m dopri5/uniform", "write it without '/uniform'")]
    [InlineData("compare -m heun", "as in heun/uniform")]
    [InlineData("compare -m heun/boss -s ab2", "names the rows one by one")]
    [InlineData("compare -m euler/boss,euler/boss", "named twice")]
    [InlineData("compare --resample 8", "'ring' is a mixture and has no points to resample")]
    [InlineData("compare -t penguins,moons --resample 8", "'moons' is a mixture")]
    [InlineData("compare --metric resampled", "'ring' is a mixture")]
    [InlineData("compare -t penguins --class 1/2 --resample 8", "not one class of it")]
    [InlineData("compare -t penguins --resample 1", "a whole number from 2 to 256")]
    [InlineData("compare -t penguins --metric resampled:1", "a whole number from 2 to 256")]
    [InlineData("compare -t penguins --resample 2 -o ends.npy", "leave '--resample' out")]
    [InlineData("compare --model cat --resample 2", "brings a flow of its own")]
    [InlineData("fit -t ring --resample 8", "'ring' is a mixture and has no points to resample")]
    [InlineData("fit -t ring,ring", "'--target' names ring twice")]
    [InlineData("fit --largest-query 0", "'--largest-query'")]
    [InlineData("compare --each", "there is one")]
    [InlineData("compare --scale 1,0", "'--scale' takes a number")]
    [InlineData("sample -t ring,moons --nfe 2", "'--target' takes one value here")]
    [InlineData("schedule boss --steps 2 --scale 1,3", "'--scale' takes one value here")]
    [InlineData("sample --seed 0-2 --nfe 2", "'--seed' takes one value here")]
    [InlineData("compare --plot-kind work-precision", "add '--plot FILE.svg'")]
    [InlineData("compare --plot -", "cannot share stdout")]
    [InlineData("compare --plot a.svg:grid", "There is no plot 'grid'. Did you mean 'grids'?")]
    [InlineData("compare --plot a.svg:data-profile:2", "from 1E-09 to 1")]
    [InlineData("compare --plot a.svg --plot-size 3x2", "as in 3.25x2.4in")]
    [InlineData("compare --plot a.svg --plot-size 0.5x2in", "each from 1 to 40 inches")]
    [InlineData("compare --plot a.svg --plot-size 3in", "takes width x height")]
    [InlineData("compare --plot a.svg --plot-size 3x2in --plot-font 99pt", "from 4 to 40, as in 8pt")]
    [InlineData("compare --plot a.svg --plot-font 8pt", "say how large the picture is with '--plot-size 3.25x2.4in'")]
    [InlineData("compare --plot-size 3x2in", "add '--plot FILE.svg'")]
    [InlineData("compare --plot a.svg --plot-legend bottom", "'--plot-legend' takes one of auto, beside, below, inside, labels")]
    [InlineData("compare --report -", "cannot share stdout")]
    [InlineData("compare --report nowhere/a.html", "its directory does not exist")]
    [InlineData("compare --plot nowhere/a.svg", "its directory does not exist")]
    [InlineData("compare --baseline euler", "'euler' is not that")]
    [InlineData("compare --baseline euler/", "'euler/' is not that")]
    [InlineData("compare --baseline eulr/uniform", "Did you mean 'euler'?")]
    [InlineData("compare --nfe 0", "from 1 to 100000")]
    [InlineData("compare --nfe -3", "'-3'")]
    [InlineData("compare --nfe 100001", "from 1 to 100000")]
    [InlineData("compare --nfe 99999999999999999999", "from 1 to 100000")]
    [InlineData("compare --nfe 4,,8", "'' is neither")]
    [InlineData("compare --nfe 4.0", "'4.0' is neither")]
    [InlineData("compare --nfe 8-2", "'8-2' goes down")]
    [InlineData("compare --nfe 2-8:0", "'2-8:0' is outside")]
    [InlineData("compare --nfe 1-100000", "at most 1000 budgets")]
    [InlineData("compare -s rk4 --nfe 1,2,3", "None of the solvers can spend 1, 2, 3 evaluations exactly")]
    [InlineData("compare -n 1", "'--samples' takes a whole number from 2")]
    [InlineData("compare -n 1e3", "'1e3' is not that")]
    [InlineData("compare -n 99999999999", "'--samples' takes a whole number from 2")]
    [InlineData("compare -n 100000000 --nfe 1-1000", "GB")]
    [InlineData("compare --seed 0.5", "'0.5' is not that")]
    [InlineData("compare --seed -1", "'-1' is not that")]
    [InlineData("compare --threads 0", "'--threads' takes a whole number from 1")]
    [InlineData("compare --reference-steps 1", "'--reference-steps' takes a whole number from 2")]
    [InlineData("compare -t penguins --bandwidth 0", "'0'")]
    [InlineData("compare -t penguins --bandwidth -1", "'-1'")]
    [InlineData("compare -t penguins --bandwidth nan", "'NaN'")]
    [InlineData("compare -t penguins --bandwidth 0,5", "'0,5'")]
    [InlineData("compare -t penguins --columns bill_length_mm", "two columns")]
    [InlineData("compare -t penguins --columns bill_length_mm,bill_dept_mm", "bill_dept_mm")]
    [InlineData("compare --x0 nowhere.csv", "nowhere.csv")]
    [InlineData("compare --x0 nowhere.csv -n 8", "leave '--samples' out")]
    [InlineData("compare --color alway", "Did you mean 'always'?")]
    [InlineData("schedule", "ID")]
    [InlineData("schedule boss", "'--steps' is missing")]
    [InlineData("schedule bos --steps 4", "no schedule 'bos'. Did you mean 'boss'?")]
    [InlineData("schedule --stepz 4", "no option '--stepz' for 'flowdemo schedule'. Did you mean '--steps'?")]
    [InlineData("schedule uniform --steps 0", "'--steps' takes a whole number from 1")]
    [InlineData("schedule uniform --steps 4 --solver nope", "no solver 'nope'")]
    [InlineData("sample", "Neither '--nfe' nor '--grid' is given")]
    [InlineData("sample -s rk4 --nfe 6", "cannot spend 6 evaluations exactly; it can spend 4 and 8")]
    [InlineData("sample -s heun --nfe 1", "it can spend 2")]
    [InlineData("sample --grid 0,0.5,0.5,1", "increase strictly")]
    [InlineData("sample --grid 0.1,1", "starts at 0 and ends at 1")]
    [InlineData("sample --grid 0,0.9", "starts at 0 and ends at 1")]
    [InlineData("sample --grid 0,nan,1", "'nan' is not a finite number")]
    [InlineData("sample --grid 0,1e999,1", "'1e999' is not a finite number")]
    [InlineData("sample --grid 0,1 --nfe 2", "so does '--nfe'")]
    [InlineData("sample --nfe 4 -f json", "'--format' takes one of csv")]
    [InlineData("list nothing", "'KIND' takes one of targets, solvers")]
    [InlineData("explain", "ID")]
    [InlineData("explain huen", "Nothing is called 'huen'. Did you mean 'heun'?")]
    public void Bad_usage_is_one_sentence(string line, string complaint) => AssertRefused(Cli.Run(line.Split(' ')), complaint);

    [Theory]
    [InlineData("", "")]
    [InlineData("x", "")]
    [InlineData("x,y\n", "")]
    [InlineData("x\n1\n2\n", "")]
    [InlineData("x,y\nNA,NA\n,\n", "")]
    [InlineData("x,y\n1,2\n1,2\n", "")]
    [InlineData("x,y\n1,2\n\"3,4\n", "")]
    [InlineData("x,y\n1,2\n3,inf\n", "")]
    public void Points_that_cannot_be_used_are_refused(string text, string complaint)
    {
        using TemporaryDirectory directory = new();
        string points = directory.Write("points.csv", text);
        AssertRefused(Cli.Run(["compare", .. Quick, "-t", points, "-o", directory.File("out")]), complaint);
        Assert.Equal(["points.csv"], directory.Names);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("{ \"components\": [] }", "")]
    [InlineData("{ \"components\": [ { \"weight\": 0, \"mean\": [0, 0], \"std\": 1 } ] }", "weight")]
    [InlineData("{ \"components\": [ { \"weight\": 1, \"mean\": [0, 0], \"std\": -1 } ] }", "")]
    [InlineData("{ \"components\": [ { \"weight\": 1, \"mean\": [0], \"std\": 1 } ] }", "")]
    [InlineData("{ \"components\": [ { \"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 2], [2, 1]] } ] }", "positive definite")]
    [InlineData("{ \"components\": [ { \"weight\": 1, \"mean\": [0, 0], \"covariance\": [[1, 0.5], [0.4, 1]] } ] }", "symmetric")]
    [InlineData("{ \"components\": [ { \"weight\": NaN, \"mean\": [0, 0], \"std\": 1 } ] }", "line 1")]
    public void Mixtures_that_cannot_be_used_are_refused(string text, string complaint)
    {
        using TemporaryDirectory directory = new();
        string mixture = directory.Write("mixture.json", text);
        AssertRefused(Cli.Run(["compare", .. Quick, "-t", mixture, "-o", directory.File("out")]), complaint);
        Assert.Equal(["mixture.json"], directory.Names);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_before_any_work()
    {
        using TemporaryDirectory directory = new();
        AssertRefused(Cli.Run(["compare", "-o", directory.File("missing/report.json")]), "its directory does not exist");
        AssertRefused(Cli.Run(["compare", "-o", directory.FullName]), "is a directory");
        AssertRefused(Cli.Run(["compare", "-o", directory.File("name/")]), "is a directory");
        AssertRefused(Cli.Run(["compare", "-o", ""]), "'--output' needs a value");
        Assert.Empty(directory.Names);
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("report.json", "old");
        AssertRefused(Cli.Run(["compare", .. Quick, "-t", "rign", "-f", "json", "-o", file]), "Did you mean 'ring'?");
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal(["report.json"], directory.Names);
    }

    private static void AssertRefused(CliResult result, string complaint)
    {
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        string[] lines = result.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("flowdemo: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Try 'flowdemo", lines[1], StringComparison.Ordinal);
    }
}
