# Decodes every bounce named on standard input with Sisimai, as often as asked, and prints decoded messages and CPU seconds.
# usage: perl sisimai.pl ROUNDS < paths
use strict; use warnings; use Sisimai; use Time::HiRes;
my $rounds = shift // 1;
my @paths = <STDIN>; chomp @paths;
my @texts = map { local $/; open my $fh, '<:raw', $_ or die "$_: $!"; <$fh> } @paths;
my ($user0, $sys0) = times; my $count = 0; my $decoded = 0;
for (1 .. $rounds) {
  for my $text (@texts) {
    my $copy = $text;
    my $found = eval { local $SIG{__WARN__} = sub {}; Sisimai->make(\$copy) };
    $count++; $decoded++ if $found && @$found;
  }
}
my ($user1, $sys1) = times;
printf "%d %d %.3f\n", $count, $decoded, ($user1 - $user0) + ($sys1 - $sys0);
