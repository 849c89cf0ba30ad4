"""First names given in England these thirty years: a sign that a person is spoken of, never more than that.

No list is whole. A name that stands here alone stops nothing: it needs an age, a kin word or a birth beside it.
"""

from __future__ import annotations

from typing import Final

_GIVEN = """
aadam aaliyah aaron abbie abbey abby abdul abdullah abdulrahman abigail abraham adam adele aidan aimee aisha aiden
alan alana albert albie alesha alex alexa alexander alexandra alexandru alexia alexis alfie alfred ali alice alicia
alina alisha alison alistair aliyah allan amaan amanda amara amber amelia amelie amina aminah amira amirah amy ana
anas anastasia andreea andrei andrew andy angel angela angus anika anisa anita anna annabel annabelle annie anthony
antonio anya ara arabella aria arianna arjun archer archie arlo arthur arya asa asha ashleigh ashley ashton asia
astrid athena aubrey audrey aurora austin autumn ava aya ayaan ayan ayesha ayla aylin barnaby bartosz beatrice beau
becky bella ben benjamin bethan bethany betsy bianca bilal billy blake bobby bonnie bradley brandon brendan brian
bridget brooke brooklyn bruno bryony caitlin caleb callum calvin cameron camille carl carla carly carmen caroline
carter casey cassandra catherine cecilia celine charles charley charlie charlotte chelsea cheryl chloe christian
christina christopher claire clara clarissa clark claudia cleo cody colin connie connor conor cora corey courtney
craig crystal curtis cyrus daisy damian dan daniel daniela daniella danielle danny daria darcey darcie darcy daryl
david dawid dean debbie deborah declan deacon delilah demi denis dennis derek destiny dexter diana diego dillon dominic
dominik donna dorothy dougie douglas duncan dylan ebony eddie edie edith edward eden eesa effie eila eilidh elaine
eleanor eleni elena eli elias elijah eliana elisa elise eliza elizabeth ella elle ellen ellie elliot elliott ellis
elodie eloise elsa elsie emilia emilie emily emma emmanuel emmie enzo eric erica erin ernie esme esmae esmay esmee
esther ethan etta eva evan evangeline eve evelyn evie ewan ezekiel ezra faisal faith faris farah fatima fatimah
faye felicity felix fern fernando fiadh filip finlay finley finn fiona fleur flora florence flynn frances francesca
francesco francis francis frank frankie fraser fred freddie freddy frederick freya gabriel gabriela gabriella gabrielle
gareth gary gavin gemma gene geoffrey george georgia georgie georgina gerald gianna gina giovanni giulia glen gloria
gracie graham grayson gregory greta gustav guy gwen hadley hafsa haider hailey halima hallie hamish hamza hana hannah
hannah haris harley harlow haroon harper harri harriet harrison harry harvey hasan hasnain hassan hattie hayden hayley
hazel heath heather hector heidi helen helena henry hermione hettie holly honey hudson hugh hugo humza huda husain
hussain ian ibraheem ibrahim idris ikram iman imani imogen inaaya inaya inayah india indie iris isa isaac isabel
isabella isabelle isha isla isaiah ismael ismail israel issa ivan ivy iyla izaan jack jackson jacob jacqueline jade
jaden jai jaime jake jakub james jamie jan jane janet janice jannat jared jasmin jasmine jason jasper jax jaxon jaxson
jay jayce jaydan jayden jaydon jayla jayson jean jeffrey jemima jennifer jenny jenson jeremiah jeremy jerome jesse
jessica jessie jill jo joan joanna joanne jodie joe joel john johnny jolie jon jonah jonathan jonny jordan jorgie
jose joseph josephine josh joshua josie joy juan jude judith julia julian julie juliet juliette junaid june juniper
justin kacey kacper kadie kai kaiden kaine kaitlyn kajus kaleb kamil kara karen karim karl karol karolina kasey kate
katherine kathleen kathryn katie katy kay kaya kaycee kayden kayla kayleigh keane keanu keeley keira keith kelly
kelsey kelvin ken kenan kendra kenneth kenzie kenzo kerry kevin khadija khadijah khalid kia kian kiara kieran kiera
kim kimberley kirsty kit kitty klaudia kobe kobi kody konrad kourtney kristian kristina kuba kurtis kyan kyla kyle
kylie kyra kyron lacey laila lailah laith lana lara laura lauren laurence layla layton leah leanne leila leilani
leland lena lennie lennon lenny leo leon leona leonardo leonie leonor leroy leslie levi lewis lewys lexi lexie leyla
leyton lia liam liana lila lilah lilia lilian lillian lillie lilly lily lina lincoln linda lindsay lionel lisa liv
livia logan lois lola lorcan lorelei lorenzo loretta lottie lou louie louis louisa louise luca lucas lucia lucian
lucie lucinda lucy luisa lukas luke luna lydia lyla lylah lynn lyra mabel macie mackenzie macy maddison maddie
madeleine madeline madison maeve magdalena maggie maha mahdi mahnoor maia maira maisie maisy maja malachi malachy
malaika malak malik malia manal manuel mara marcel marcia marco marcos marcus margaret margot maria mariah mariam
mariana marie marina mario marjorie marla marley marlon marnie marta martha martin martyna marvin mary maryam mason
mateo mateusz matei matilda matteo matthew maurice max maxim maximilian maximus maxine maxwell maya mckenzie megan
mehreen mehmet mel melanie melissa mercy meredith mia micah michael michaela michal michelle miguel miah mikaeel
mikael mikey mikolaj mila milan milana milena miles milena miley millie milly milo mina minnie mira miriam mitchell
moesha mohamad mohamed mohammad mohammed mohsin molly mollie monica monty morgan morris moses muhammad muhammed
murray mustafa musa mya myla myles myra nabil nadia nadine naomi natalia natalie natasha nathan nathaniel neave ned
neha neil nell nellie nelly nevaeh neve ngozi niall niamh nicholas nick nico nicola nicolas nicole nikita nikodem
nikola nina noah noel noor nora norah norman nour nova nusaybah oakley oisin olive oliver olivia oliwia oliwier ollie
omar ophelia orla orlaith orson oscar oskar otis otto owen paige pamela paris patience patricia patrick patryk paul
paula pauline payton pearl penelope penny percy perrie peter peyton philip phillip phoebe phoenix pia pippa polly
poppy posy precious preston priya queenie quinn rachael rachel rafael rafe rafferty raheem rahim rahul raisa raja ralph
ramona raphael raya rayan raymond rayyan reece reem reggie rehan reid remi remy ren renee reuben rex rhea rhian rhianna
rhys ria ricardo richard richie ricky rihanna riley rio rita river riya rob robbie robert roberto robin robyn rocco
rodrigo roger rohan roman romeo romy ronan ronnie rory rosa rosalie rosalind rosanna rosaleen rosemary roshan rosie
ross rowan roxanne roxy roy ruben ruby rudi rudy rufus rupert russell ruth ryan ryder rylee ryleigh saad saanvi
sabrina sadie safa saffron safiya safiyyah sahil saira sakina salim salma salman sam samantha samara samir samira
sammy samuel sana sandra santiago sara sarah sasha saskia saul savannah scarlet scarlett scott sean sebastian selena
selina serena seren seth shane shania shannon sharon shaun shawn shay shayla shayne shelby sheldon shelley shirley
shiv shona sian sidney sidra sienna sierra simon simone simran sky skye skyla skylar sofia sofie solomon sonia
sonny sophia sophie spencer stacey stanislaw stanley stefan stella stephanie stephen steven stevie stuart sue
sufyan suhail sulaiman suleman sumayyah summer susan susanna sydney sylvia sylvie szymon tabitha talia taliah
tallulah talulah tamara tamzin tania tanya tara tariq tasha tatiana tayla taylor tayyab ted teddie teddy tegan
teresa terrence terri terry tess tessa thea thelma theo theodora theodore theresa thiago thomas tia tiana tiffany
tilda tilly tim timothy tina toby todd tom tomas tomasz tommy toni tony tracey tracy travis trevor tricia trinity
tristan troy tyler tyra tyrell tyrese tyrone umaiza umar una ursula usman uzair valentina valentino valerie vanessa
vera veronica victor victoria viktor viktoria vincent viola violet vivian vivienne wade walter wanda warren wayne
wendy wesley whitney wiktor wiktoria wilfred william willow winifred winnie winston woody xander xanthe xavier yahya
yara yasin yasmin yasmine yaseen yolanda younis yousef yousuf yuri yusuf yusra yvonne zac zach zachariah zachary zack
zahra zaid zain zaina zainab zakariya zaki zaksh zane zara zarah zayd zayn zeeshan zeina zeynep zion zoe zofia zoey
zoya zuzanna zyaire grace hope mark grant rose will lewis may dawn bill jack art rich pat sunny summer
"""
FIRST_NAMES: Final = frozenset(_GIVEN.split())
"""Casefolded, without accents."""

_WORDS = """
angel art asa ash asia aurora austin autumn bill billy blake carter chelsea clark crystal dan daisy dawn deacon dean
destiny eden ellen ellis faith fern flora florence frank gene glen grace grant guy harper hazel heath heather holly
honey hope hudson hunter india indie iris isa ivy jack jade jan jay jean jo john joy june juniper kay ken kit lacey
lane lewis lily lincoln logan london lou luna mark mason max may mercy miles mina morgan morris nick noor nova olive
paris pat patience pearl penny phoenix poppy precious preston rex rich rio river rob rose rosemary ross rowan ruby
russell saffron sam savannah scarlet sky skye sonny spencer stella sue summer sunny taylor ted tia tim todd tom tony
trinity troy tyler una victoria viola violet wade warren wendy will willow winston woody jordan charlotte georgia
virginia madison beau brooke brooklyn sierra sienna milan roman kerry shannon kelly
"""
ALSO_WORDS: Final = frozenset(_WORDS.split())
"""Names that are words or places too: written small, or with a count in brackets, they are most often that."""
